package app.lull.phone.quick

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import app.lull.core.Action
import app.lull.core.WakeReason
import app.lull.phone.Doors
import app.lull.phone.inBackground

/**
 * What automation apps may ask for, where the person gave them the permission for it: `app.lull.action.SYMPTOMS_STARTED`,
 * `START` and `STOP`. A start shows itself as a tap on a notification: nothing begins to turn that the person did not touch.
 */
class AutomationReceiver : BroadcastReceiver() {
    override fun onReceive(
        context: Context,
        intent: Intent,
    ) {
        val action = intent.action
        inBackground(context) {
            when (action) {
                "app.lull.action.SYMPTOMS_STARTED" -> {
                    host.ask { symptomsStarted(it) }
                    wakes.answeredOnScreen(Action.AlreadyStarted)
                    wakes.wake(WakeReason.TAP)
                }
                "app.lull.action.START" -> sessions.showStartOnScreen(Doors.start(this, null))
                "app.lull.action.STOP" -> host.ask { runningSession()?.stop() }
            }
        }
    }
}
