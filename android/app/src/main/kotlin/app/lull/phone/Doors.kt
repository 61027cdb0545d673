package app.lull.phone

import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import android.net.Uri
import app.lull.core.AlarmId
import app.lull.core.Night

/**
 * The ways into the app from outside it: from a notification, a tile, the widget. All of them open the Activity itself; since
 * Android 12 nothing that was reached by a notification may open one in passing.
 */
object Doors {
    const val TONIGHT = "app.lull.door.TONIGHT"
    const val START = "app.lull.door.START"
    const val SESSION = "app.lull.door.SESSION"
    const val MORNING = "app.lull.door.MORNING"
    const val SYMPTOMS_STARTED = "app.lull.door.SYMPTOMS_STARTED"

    fun tonight(context: Context): PendingIntent = pending(context, intent(context, TONIGHT))

    fun session(context: Context): PendingIntent = pending(context, intent(context, SESSION))

    fun morning(
        context: Context,
        night: Night,
    ): PendingIntent = pending(context, intent(context, MORNING, night).putExtra("night", night))

    /** Starts the massage on the screen, which can ask for what is missing. [answers] is the reminder this answers. */
    fun start(
        context: Context,
        answers: AlarmId?,
    ): PendingIntent = pending(context, startIntent(context, answers))

    fun startIntent(
        context: Context,
        answers: AlarmId?,
    ): Intent = intent(context, START, answers).also { if (answers != null) it.putExtra("id", answers) }

    fun intent(
        context: Context,
        door: String,
        about: String? = null,
    ): Intent {
        val intent = Intent(context, MainActivity::class.java).setAction(door).addFlags(Intent.FLAG_ACTIVITY_NEW_TASK)
        // each is an intent of its own to the system: extras do not tell two apart
        return if (about == null) intent else intent.setData(Uri.fromParts("lull", about, null))
    }

    private fun pending(
        context: Context,
        intent: Intent,
    ): PendingIntent = PendingIntent.getActivity(context, 0, intent, PendingIntent.FLAG_UPDATE_CURRENT or PendingIntent.FLAG_IMMUTABLE)
}
