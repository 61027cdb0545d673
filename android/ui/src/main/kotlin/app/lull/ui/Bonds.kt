package app.lull.ui

import kotlinx.coroutines.flow.Flow

/** What the phone finds out about its pairings. */
interface Bonds {
    /** Addresses of devices that no longer know this phone, from now on and as long as somebody listens. */
    fun lost(): Flow<String>
}
