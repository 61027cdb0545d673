package app.lull.phone.notices

import android.app.Notification
import android.app.NotificationManager
import android.content.Context
import app.lull.phone.system

/** Android's notifications. Posting says whether the person can see it. */
class SystemNotifications(
    context: Context,
) {
    private val manager = context.system<NotificationManager>()

    fun post(
        tag: String?,
        number: Int,
        notification: Notification,
    ): Boolean {
        manager.notify(tag, number, notification)
        return areShown(notification.channelId)
    }

    fun cancel(
        tag: String?,
        number: Int,
    ) = manager.cancel(tag, number)

    /** What stands there of that kind. */
    fun shown(number: Int): List<Notification> = manager.activeNotifications.filter { it.id == number }.map { it.notification }

    /** Whether what is posted to that channel is shown at all: a channel that was turned off shows as little as none. */
    fun areShown(channel: String): Boolean =
        manager.areNotificationsEnabled() && manager.getNotificationChannel(channel)?.importance != NotificationManager.IMPORTANCE_NONE
}
