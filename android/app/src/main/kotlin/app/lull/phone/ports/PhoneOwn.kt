package app.lull.phone.ports

import app.lull.core.WakeReason
import app.lull.phone.LullApplication
import app.lull.ui.Own
import app.lull.ui.ThisPhone

/** This phone's own settings, each in force as soon as it is kept. */
class PhoneOwn(
    private val lull: LullApplication,
) : ThisPhone {
    override suspend fun read() = lull.settings.run { Own(loud = loud, hidden = hidesFromScreenshots) }

    override suspend fun keep(own: Own) {
        val before = read()
        lull.settings.loud = own.loud
        lull.settings.hidesFromScreenshots = own.hidden
        lull.window?.hideAsWanted()
        // What is armed was armed the other way.
        if (own.loud != before.loud) lull.wakes.wake(WakeReason.TAP)
    }
}
