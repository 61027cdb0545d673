package app.lull.phone.alarms

import android.app.PendingIntent
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import app.lull.phone.lull
import java.time.Duration
import java.time.Instant

/** The reminder that a person asks for to see whether reminders come: on the way every reminder takes, and soon. */
class TestReminder : BroadcastReceiver() {
    override fun onReceive(
        context: Context,
        intent: Intent,
    ) {
        context.lull.reminders.showTest()
    }

    companion object {
        private val SOON: Duration = Duration.ofMinutes(1)

        /** Whether the phone took it as asked. */
        fun arm(
            context: Context,
            now: Instant,
        ): Boolean {
            val intent = Intent(context, TestReminder::class.java)
            val operation = PendingIntent.getBroadcast(context, 0, intent, PendingIntent.FLAG_UPDATE_CURRENT or PendingIntent.FLAG_IMMUTABLE)
            return SystemAlarms(context).armExact(now + SOON, operation)
        }
    }
}
