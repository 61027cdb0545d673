package app.lull.phone.notices

import android.app.NotificationChannel
import android.app.NotificationManager
import android.content.Context
import app.lull.R
import app.lull.phone.system

/** What the person can silence one by one in the system's settings. */
object Channels {
    const val EVENING = "evening"
    const val SESSION = "session"
    const val MORNING = "morning"
    const val TROUBLE = "trouble"

    /** Makes them, or names them in the phone's new language. What the person changed stays. */
    fun create(context: Context) {
        fun channel(
            id: String,
            name: Int,
            description: Int,
            importance: Int,
        ) = NotificationChannel(id, context.getString(name), importance).also { it.description = context.getString(description) }
        val silent = { channel: NotificationChannel -> channel.apply { setSound(null, null) } }
        context.system<NotificationManager>().createNotificationChannels(
            listOf(
                channel(EVENING, R.string.channel_evening, R.string.channel_evening_why, NotificationManager.IMPORTANCE_HIGH),
                silent(channel(SESSION, R.string.channel_session, R.string.channel_session_why, NotificationManager.IMPORTANCE_LOW)),
                channel(MORNING, R.string.channel_morning, R.string.channel_morning_why, NotificationManager.IMPORTANCE_DEFAULT),
                channel(TROUBLE, R.string.channel_trouble, R.string.channel_trouble_why, NotificationManager.IMPORTANCE_HIGH),
            ),
        )
    }
}
