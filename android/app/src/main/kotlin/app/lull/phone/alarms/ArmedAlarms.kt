package app.lull.phone.alarms

import android.content.Context
import app.lull.core.AlarmId

/**
 * The record of what was armed: Android lists no app its own alarms. It holds ids and what was armed for each, no more, and
 * is a belief: the system drops alarms when the phone is switched off, the app is updated or stopped by force.
 */
class ArmedAlarms(
    context: Context,
) {
    private val kept = context.getSharedPreferences("armed", Context.MODE_PRIVATE)

    /** By id, what was armed. */
    fun all(): Map<AlarmId, String> = kept.all.mapValues { (_, armed) -> armed as String }

    /** On disk before it returns: what is armed and not on record could never be taken back. */
    fun replace(armed: Map<AlarmId, String>) {
        val edit = kept.edit().clear()
        for ((id, fingerprint) in armed) edit.putString(id, fingerprint)
        edit.commit()
    }
}
