package app.lull.phone

import app.lull.core.Action
import app.lull.core.AlarmId
import app.lull.core.SessionId
import app.lull.phone.session.SessionService
import app.lull.ui.LullPresenter
import kotlinx.coroutines.flow.distinctUntilChanged
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.launch

/** A massage that the screen started gets its service, and answers the reminder it was started from. */
class KeepsSessionAlive(
    private val application: LullApplication,
) {
    /** Only what has begun is an answer: a start that was refused leaves the reminder where it is. */
    private var answers: AlarmId? = null

    fun watch(presenter: LullPresenter) {
        application.scope.launch {
            presenter.session.state
                .map<_, SessionId?> { it.view?.id }
                .distinctUntilChanged()
                .collect { id -> if (id != null) begun() }
        }
    }

    /** The next massage to begin on the screen answers that reminder. */
    fun answersWhenBegun(reminder: AlarmId?) {
        answers = reminder
    }

    private fun begun() {
        SessionService.follow(application)
        val reminder = answers ?: return
        answers = null
        application.scope.launch { application.wakes.answered(reminder, Action.Start) }
    }
}
