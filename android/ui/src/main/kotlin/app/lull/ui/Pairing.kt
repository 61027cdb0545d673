package app.lull.ui

/** Tells the phone which devices are Lull's, so that it lets Lull reach them. Everything works without it. */
interface Pairing {
    /** Asks the person in the phone's own words, where the phone can; returns with the answer, whichever. */
    suspend fun associate(address: String)

    /** It is Lull's no more. */
    suspend fun forget(address: String)
}
