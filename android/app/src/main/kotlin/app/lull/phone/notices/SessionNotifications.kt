package app.lull.phone.notices

import android.app.Notification
import android.app.PendingIntent
import android.content.Context
import android.graphics.drawable.Icon
import app.lull.R
import app.lull.core.SessionView
import app.lull.phone.Doors
import app.lull.phone.session.SessionService

/** A running massage on the notification: how long still, what is known of the motor, and Stop. */
class SessionNotifications(
    private val context: Context,
) {
    private val system = SystemNotifications(context)

    /** Absent view: it is being started. The times are those of the clock in [zone]. */
    fun running(
        view: SessionView? = null,
        zone: String = "",
    ): Notification {
        val words = context.words.session
        val builder =
            Notification
                .Builder(context, Channels.SESSION)
                .setSmallIcon(icon())
                .setContentTitle(view?.let(words::step) ?: words.starting)
                .setOngoing(true)
                .setOnlyAlertOnce(true)
                .setCategory(Notification.CATEGORY_PROGRESS)
                // Stop is for whoever sees the motor turn, also on a locked phone
                .setVisibility(Notification.VISIBILITY_PUBLIC)
                .setContentIntent(Doors.session(context))
                .setDeleteIntent(SessionService.repost(context))
                .setForegroundServiceBehavior(Notification.FOREGROUND_SERVICE_IMMEDIATE)
                .addAction(button(words.stop, SessionService.stop(context)))
        // while it is being started, it may yet be a quiet one; promoted, it would be lit on a phone that lies dark
        val isQuiet = view == null || view.isQuiet
        builder.extras.putBoolean(REQUEST_PROMOTED, !isQuiet)
        if (isQuiet) builder.silenced()
        if (view != null) {
            val whole = view.elapsed + view.remaining
            builder
                .setContentText("${words.endsAt(context.times.time(view.endsAt, zone))} ${words.device(view, context.times, zone)}")
                .setProgress(whole.seconds.toInt(), view.elapsed.seconds.toInt(), false)
        }
        return builder.build()
    }

    fun post(notification: Notification) = system.post(TAG, Numbers.SESSION, notification)

    /** How it ended and what is known of the motor; stays until it was read. */
    fun showEnd(
        text: String,
        isQuiet: Boolean,
    ) {
        val builder =
            Notification
                .Builder(context, Channels.SESSION)
                .setSmallIcon(icon())
                .setContentTitle(context.words.session.title)
                .setContentText(text)
                .setStyle(Notification.BigTextStyle().bigText(text))
                .setAutoCancel(true)
                .setContentIntent(Doors.tonight(context))
        if (isQuiet) builder.silenced()
        system.post(TAG, Numbers.SESSION_END, builder.build())
    }

    /** It cannot run in the background: the screen can start it. */
    fun showStartOnScreen(door: PendingIntent) {
        val words = context.words
        val notification =
            Notification
                .Builder(context, Channels.TROUBLE)
                .setSmallIcon(icon())
                .setContentTitle(words.reminder.startOnScreen)
                .setAutoCancel(true)
                .setContentIntent(door)
                .build()
        system.post(TAG, Numbers.TROUBLE, notification)
    }

    private fun button(
        label: String,
        tap: PendingIntent,
    ) = Notification.Action.Builder(icon(), label, tap).build()

    /**
     * No sound, vibration or light, also where the person gave the channel one: alerts are left to the group's summary, and
     * there is none.
     */
    private fun Notification.Builder.silenced() = setGroup(SILENT).setGroupAlertBehavior(Notification.GROUP_ALERT_SUMMARY)

    private fun icon() = Icon.createWithResource(context, R.drawable.ic_lull)

    companion object {
        /** A foreground service's notification has no tag. */
        val TAG: String? = null

        private const val SILENT = "silent"

        /** `Notification.EXTRA_REQUEST_PROMOTED_ONGOING`, known to the system from Android 16 on. */
        private const val REQUEST_PROMOTED = "android.requestPromotedOngoing"
    }
}
