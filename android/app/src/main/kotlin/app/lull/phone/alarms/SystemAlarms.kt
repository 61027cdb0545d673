package app.lull.phone.alarms

import android.app.AlarmManager
import android.app.PendingIntent
import android.content.Context
import app.lull.phone.system
import java.time.Instant

/**
 * Android's alarm manager. Each way of arming says whether the system took the alarm as asked.
 *
 * The permission for exact alarms can be taken away between looking and arming; then an alarm is armed inexactly rather
 * than not at all, and counts as refused.
 */
class SystemAlarms(
    context: Context,
) {
    private val manager = context.system<AlarmManager>()

    /** At the minute, in the system's sleep too. */
    fun armExact(
        at: Instant,
        operation: PendingIntent,
    ) = exactly(at, operation) { manager.setExactAndAllowWhileIdle(AlarmManager.RTC_WAKEUP, at.toEpochMilli(), operation) }

    /** At the minute, and shown as an alarm clock; [show] is what a tap on that opens. */
    fun armAlarmClock(
        at: Instant,
        operation: PendingIntent,
        show: PendingIntent,
    ) = exactly(at, operation) { manager.setAlarmClock(AlarmManager.AlarmClockInfo(at.toEpochMilli(), show), operation) }

    /** Within the hour. */
    fun armInexact(
        at: Instant,
        operation: PendingIntent,
    ): Boolean =
        try {
            manager.setAndAllowWhileIdle(AlarmManager.RTC_WAKEUP, at.toEpochMilli(), operation)
            true
        } catch (_: IllegalStateException) {
            // the system holds no more alarms of one app
            false
        }

    fun cancel(operation: PendingIntent) {
        manager.cancel(operation)
        operation.cancel()
    }

    private fun exactly(
        at: Instant,
        operation: PendingIntent,
        arm: () -> Unit,
    ): Boolean =
        try {
            arm()
            true
        } catch (_: SecurityException) {
            armInexact(at, operation)
            false
        } catch (_: IllegalStateException) {
            false
        }
}
