package app.lull.phone.alarms

import android.app.AlarmManager
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.os.UserManager
import app.lull.core.WakeReason
import app.lull.phone.inBackground
import app.lull.phone.lull
import app.lull.phone.notices.Channels
import app.lull.phone.system

/** Something happened to the phone that changes what is armed, or when it is to ring. */
class SystemReceiver : BroadcastReceiver() {
    override fun onReceive(
        context: Context,
        intent: Intent,
    ) {
        val reason =
            when (intent.action) {
                Intent.ACTION_LOCKED_BOOT_COMPLETED, Intent.ACTION_BOOT_COMPLETED -> WakeReason.BOOT
                Intent.ACTION_TIME_CHANGED -> WakeReason.TIME_CHANGED
                Intent.ACTION_TIMEZONE_CHANGED -> WakeReason.ZONE_CHANGED
                Intent.ACTION_MY_PACKAGE_REPLACED -> WakeReason.UPDATE
                Intent.ACTION_LOCALE_CHANGED -> WakeReason.UPDATE.also { Channels.create(context) }
                AlarmManager.ACTION_SCHEDULE_EXACT_ALARM_PERMISSION_STATE_CHANGED -> WakeReason.PERMISSION_CHANGED
                else -> return
            }
        val next = NextAlarm(context)
        if (!context.system<UserManager>().isUserUnlocked) {
            next.arm(context.lull.now().at)
            return
        }
        next.disarm()
        inBackground(context) { wakes.wake(reason) }
    }
}
