package app.lull.phone.session

import android.app.Notification
import app.lull.core.Action
import app.lull.core.AlarmId
import app.lull.core.ApiException
import app.lull.core.SessionHandle
import app.lull.core.Update
import app.lull.core.WakeReason
import app.lull.core.asksForThePerson
import app.lull.core.newSession
import app.lull.core.programOf
import app.lull.core.updates
import app.lull.phone.LullApplication
import app.lull.phone.notices.times
import app.lull.phone.notices.words

/** One massage as the service sees it: started or found, shown to its end, and stopped. */
internal class FollowedSession(
    private val lull: LullApplication,
) {
    private var newest: Update? = null
    private var zone = ""

    /** Starts it, or finds the one that runs, and shows it until its end was told. */
    suspend fun follow(
        starts: Boolean,
        answers: AlarmId?,
    ) {
        try {
            val running = (if (starts) start(answers) else lull.host.ask { runningSession() }) ?: return
            zone = lull.host.ask { clockThatCounts(it).zone }
            running.updates().collect(::show)
        } catch (trouble: ApiException) {
            lull.reminders.showTrouble(trouble)
        }
        newest?.view?.let { view -> lull.words.session.end(view)?.let { lull.sessions.showEnd(it, view.isQuiet) } }
        lull.wakes.wake(WakeReason.TAP)
    }

    /** Harmless when nothing runs. */
    suspend fun stop() {
        try {
            lull.host.ask { runningSession()?.stop() }
        } catch (trouble: ApiException) {
            lull.reminders.showTrouble(trouble)
        }
    }

    /** What is known of it now. Posted anew when the person swiped it away: the massage goes on, and so does its Stop. */
    fun notification(): Notification = lull.sessions.running(newest?.view, zone)

    private suspend fun start(answers: AlarmId?): SessionHandle {
        val started = lull.host.ask { startSession(newSession(programOf(answers)), it) }
        // Only what has begun is an answer: a start that was refused leaves the reminder where it is.
        if (answers != null) lull.wakes.answered(answers, Action.Start)
        return started
    }

    private fun show(update: Update) {
        newest = update
        lull.sessions.post(notification())
        // What the person has to act on is not left to a line that changes every second.
        update.events
            .filter(::asksForThePerson)
            .mapNotNull { lull.words.session.event(it, lull.times, zone) }
            .forEach(lull.reminders::showTrouble)
    }
}
