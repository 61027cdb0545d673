package app.lull.ui

/** Puts a page on paper. */
interface Printing {
    /** Shows the phone's own printing, where the person chooses paper and printer. False: nothing can be printed from here. */
    suspend fun print(
        name: String,
        pdf: ByteArray,
    ): Boolean
}
