package app.lull.phone.alarms

import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import java.time.Instant

/**
 * The next reminder's time, and nothing else, where it can be read before the phone was unlocked for the first time. The
 * diary cannot: so all that is known then is that there is a reminder, and when.
 */
class NextAlarm(
    private val context: Context,
) {
    private val kept = context.createDeviceProtectedStorageContext().getSharedPreferences("next", Context.MODE_PRIVATE)

    fun keep(at: Instant?) {
        val edit = kept.edit().clear()
        if (at != null) edit.putLong("at", at.toEpochMilli())
        edit.commit()
    }

    /** Arms it after a restart. After the first unlock the schedule takes its place. */
    fun arm(now: Instant) {
        val at = kept.getLong("at", 0).takeIf { it > 0 }?.let(Instant::ofEpochMilli) ?: return
        if (at <= now) return
        SystemAlarms(context).armExact(at, checkNotNull(operation(PendingIntent.FLAG_UPDATE_CURRENT)))
    }

    /** Takes it back: the schedule itself is armed now. */
    fun disarm() {
        operation(PendingIntent.FLAG_NO_CREATE)?.let(SystemAlarms(context)::cancel)
    }

    private fun operation(flag: Int): PendingIntent? {
        val intent = Intent(context, LockedAlarmReceiver::class.java)
        return PendingIntent.getBroadcast(context, 0, intent, flag or PendingIntent.FLAG_IMMUTABLE)
    }
}
