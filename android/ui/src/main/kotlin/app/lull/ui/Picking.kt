package app.lull.ui

/** Lets the person choose a file that is not Lull's. */
interface Picking {
    /** The path of a copy that Lull may read; absent: the person chose none. */
    suspend fun pick(): String?
}
