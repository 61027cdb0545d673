package app.lull.phone.alarms

import android.app.PendingIntent
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.net.Uri
import app.lull.core.Action
import app.lull.core.AlarmId
import app.lull.phone.inBackground

/** The person answered a reminder on its notification, or swiped it away, which is an answer too. */
class AnswerReceiver : BroadcastReceiver() {
    override fun onReceive(
        context: Context,
        intent: Intent,
    ) {
        val id = intent.getStringExtra("id") ?: return
        val answer = intent.getStringExtra("answer")?.let(::action) ?: return
        inBackground(context) { wakes.answered(id, answer) }
    }

    companion object {
        fun pending(
            context: Context,
            id: AlarmId,
            answer: Action,
        ): PendingIntent {
            val intent =
                Intent(context, AnswerReceiver::class.java)
                    .setData(Uri.fromParts("lull", "$id/${answer.carried()}", null))
                    .putExtra("id", id)
                    .putExtra("answer", answer.carried())
            return PendingIntent.getBroadcast(context, 0, intent, PendingIntent.FLAG_UPDATE_CURRENT or PendingIntent.FLAG_IMMUTABLE)
        }
    }
}
