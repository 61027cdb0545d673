package app.lull.desk

import app.lull.ui.Own
import app.lull.ui.ThisPhone

/** A phone that is not there: what was set is kept until the window closes, and changes nothing. */
internal class SimulatedOwn : ThisPhone {
    private var kept = Own()

    override suspend fun read() = kept

    override suspend fun keep(own: Own) {
        kept = own
    }
}
