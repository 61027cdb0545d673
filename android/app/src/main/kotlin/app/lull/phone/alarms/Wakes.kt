package app.lull.phone.alarms

import app.lull.core.Action
import app.lull.core.AlarmId
import app.lull.core.CoreHost
import app.lull.core.Notice
import app.lull.core.ProgramKind
import app.lull.core.WakeReason
import app.lull.core.programOf
import app.lull.phone.PhoneCapabilities
import app.lull.phone.notices.ReminderNotifications
import app.lull.ui.Reminders
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock

/**
 * Every moment the core gets to run: it plans, and the phone is made to match. One at a time. [planned] shows the new plan
 * wherever it stands outside the app.
 */
class Wakes(
    private val host: CoreHost,
    private val reconciler: AlarmReconciler,
    private val reminders: ReminderNotifications,
    private val capabilities: PhoneCapabilities,
    private val planned: suspend () -> Unit,
) : Reminders {
    override val notices = MutableStateFlow<List<Notice>>(listOf())
    private val waking = Mutex()

    override suspend fun wake(reason: WakeReason) =
        waking.withLock {
            // A permission that was taken away while alarms were armed shows itself by a refusal: plan once more with it.
            if (matched(reason)) matched(WakeReason.PERMISSION_CHANGED)
            planned()
        }

    override suspend fun acknowledge() {
        host.ask { acknowledgeNotices() }
        wake(WakeReason.TAP)
    }

    /** The system fired it; [isShown] says whether the person could see it. */
    suspend fun fired(
        id: AlarmId,
        isShown: Boolean,
    ) = host.ask { now ->
        alarmFired(id, now)
        if (isShown) alarmShown(id, now)
    }

    /** The person answered a reminder. */
    suspend fun answered(
        id: AlarmId,
        action: Action,
    ) {
        host.ask { alarmActed(id, action, it) }
        reminders.takeBack(id)
        wake(WakeReason.TAP)
    }

    override fun answeredOnScreen(answer: Action) = reminders.standing(answer).forEach(reminders::takeBack)

    /** A massage of that kind began on the screen: it answers every reminder whose Start would have run it. */
    suspend fun begunOnScreen(program: ProgramKind) =
        reminders.standing(Action.Start).filter { programOf(it) == program }.forEach { answered(it, Action.Start) }

    /** Whether something was refused. */
    private suspend fun matched(reason: WakeReason): Boolean {
        val schedule = host.ask { wake(reason, it, capabilities.read()) }
        notices.value = schedule.notices
        val refused = reconciler.match(schedule, armsAnew = reason !in STANDS)
        host.ask { scheduleApplied(schedule.generation, refused, it) }
        return refused.isNotEmpty()
    }

    private companion object {
        /** What leaves the system's alarms as they were. Anything else may have taken them away. */
        val STANDS = setOf(WakeReason.TAP, WakeReason.ALARM)
    }
}
