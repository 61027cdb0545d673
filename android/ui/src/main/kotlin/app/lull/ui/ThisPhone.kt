package app.lull.ui

/** What is set for this phone alone: it is not the diary's, and no backup takes it along. */
data class Own(
    /** The evening reminder is set as an alarm clock. */
    val loud: Boolean = false,
    /** Nothing of Lull in screenshots and in the list of recent apps. */
    val hidden: Boolean = false,
)

/** Keeps it. */
interface ThisPhone {
    suspend fun read(): Own

    /** Kept, and in force, when it returns. */
    suspend fun keep(own: Own)
}
