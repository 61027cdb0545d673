package app.lull.phone

import android.app.AlarmManager
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.ComponentName
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowAlarmManager

/**
 * What a phone refuses although Robolectric accepts it, looked at after every step of every story: an exact alarm without the
 * permission, an intent that anybody may fill in, a notification without a channel or an icon, a component that the manifest
 * does not name.
 */
internal object PhoneRefuses {
    /** The system holds no more alarms of one app. */
    private const val MOST_ALARMS = 500

    /** Components that the manifest is known to name. */
    private val named = mutableSetOf<ComponentName>()

    fun nothingOf(phone: Rehearsal) {
        val mayBeExact = phone.app.system<AlarmManager>().canScheduleExactAlarms()
        val alarms = phone.scheduled()
        if (alarms.size > MOST_ALARMS) phone.fail("${alarms.size} alarms")
        for (alarm in alarms) {
            judge(phone, alarm.sends)
            val isExact = alarm.windowLengthMs == ShadowAlarmManager.WINDOW_EXACT
            if (isExact && !mayBeExact) phone.fail("an exact alarm without the permission: ${alarm.id}")
            if (!alarm.isAllowWhileIdle && alarm.alarmClockInfo == null) phone.fail("an alarm that the system's sleep swallows: ${alarm.id}")
        }
        val channels = phone.app.system<NotificationManager>()
        for (notification in phone.notifications()) {
            if (channels.getNotificationChannel(notification.channelId) == null) phone.fail("no channel ${notification.channelId}")
            if (notification.smallIcon == null) phone.fail("no icon: ${notification.title}")
            val taps = listOfNotNull(notification.contentIntent, notification.deleteIntent) + notification.actions.orEmpty().map { it.actionIntent }
            for (tap in taps) judge(phone, tap)
        }
    }

    private fun judge(
        phone: Rehearsal,
        pending: PendingIntent,
    ) {
        val intent = pending.sends
        if (!shadowOf(pending).isImmutable) phone.fail("an intent that anybody may fill in: $intent")
        val component = intent.component ?: phone.fail("an intent for anybody: $intent")
        if (component in named) return
        val packages = phone.app.packageManager
        // each of these throws where the manifest names none
        when {
            shadowOf(pending).isActivity -> packages.getActivityInfo(component, 0)
            shadowOf(pending).isBroadcast -> packages.getReceiverInfo(component, 0)
            else -> packages.getServiceInfo(component, 0)
        }
        named += component
    }
}
