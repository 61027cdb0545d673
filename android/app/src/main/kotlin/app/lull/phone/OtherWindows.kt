package app.lull.phone

import android.app.Activity
import android.content.ActivityNotFoundException
import android.content.Intent
import android.content.IntentSender

/** Windows of other apps, opened above ours, and what goes on once the person has answered there. One at a time. */
class OtherWindows(
    private val ours: Activity,
) {
    private var next: ((Int, Intent?) -> Unit)? = null

    /** Opens it, and goes on with what the person chose there. A phone that has no such window answers for the person. */
    fun ask(
        intent: Intent,
        next: (Int, Intent?) -> Unit,
    ) = ask(next) { ours.startActivityForResult(intent, CHOSEN) }

    /** The same for a window that the system has made ready. */
    fun ask(
        sender: IntentSender,
        next: (Int, Intent?) -> Unit,
    ) = ask(next) { ours.startIntentSenderForResult(sender, CHOSEN, null, 0, 0, 0) }

    fun answered(
        request: Int,
        result: Int,
        data: Intent?,
    ) {
        if (request == CHOSEN) goOn(result, data)
    }

    /** Our window is gone: what was left unanswered was left. */
    fun leave() = goOn(Activity.RESULT_CANCELED, null)

    private fun ask(
        next: (Int, Intent?) -> Unit,
        open: () -> Unit,
    ) {
        // the question before was left unanswered
        leave()
        this.next = next
        try {
            open()
        } catch (_: ActivityNotFoundException) {
            leave()
        } catch (_: IntentSender.SendIntentException) {
            leave()
        }
    }

    private fun goOn(
        result: Int,
        data: Intent?,
    ) {
        val waiting = next
        next = null
        waiting?.invoke(result, data)
    }

    private companion object {
        const val CHOSEN = 2
    }
}
