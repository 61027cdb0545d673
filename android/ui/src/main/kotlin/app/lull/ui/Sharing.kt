package app.lull.ui

/** Hands a file to whatever app the person chooses. Lull itself sends nothing anywhere. */
interface Sharing {
    suspend fun share(
        name: String,
        mime: String,
        bytes: ByteArray,
    )
}
