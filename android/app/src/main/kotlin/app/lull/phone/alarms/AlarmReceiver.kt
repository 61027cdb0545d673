package app.lull.phone.alarms

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import app.lull.core.ApiException
import app.lull.core.WakeReason
import app.lull.phone.inBackground
import app.lull.phone.lull

/** An alarm rang. It is shown first, from what it carries; then the core hears of it and plans on. */
class AlarmReceiver : BroadcastReceiver() {
    override fun onReceive(
        context: Context,
        intent: Intent,
    ) {
        val alarm = CarriedAlarm.from(intent)
        inBackground(context) {
            if (alarm == null) {
                // written by another version of Lull: the schedule is made anew
                wakes.wake(WakeReason.UPDATE)
                return@inBackground
            }
            val isShown = reminders.show(alarm, now().at)
            try {
                wakes.fired(alarm.id, isShown)
                wakes.wake(WakeReason.ALARM)
            } catch (trouble: ApiException) {
                // the core cannot lay out the next one, so this one comes again as it was
                if (alarm.isDaily) alarms.armTomorrow(alarm, now())
                throw trouble
            }
        }
    }

    companion object {
        const val FIRED = "app.lull.alarm.FIRED"
    }
}

/** A reminder rang before the phone was unlocked for the first time: nothing is known of it but that it is due. */
class LockedAlarmReceiver : BroadcastReceiver() {
    override fun onReceive(
        context: Context,
        intent: Intent,
    ) {
        context.lull.reminders.showBeforeUnlock()
    }
}
