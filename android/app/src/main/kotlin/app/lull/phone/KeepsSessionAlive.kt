package app.lull.phone

import app.lull.core.Action
import app.lull.core.AlarmId
import app.lull.core.ApiException
import app.lull.core.ProgramKind
import app.lull.phone.session.SessionService
import app.lull.ui.LullPresenter
import kotlinx.coroutines.flow.distinctUntilChangedBy
import kotlinx.coroutines.flow.mapNotNull
import kotlinx.coroutines.launch

/** A massage that the screen started gets its service, and answers the reminder it was started from and those that stand. */
class KeepsSessionAlive(
    private val application: LullApplication,
) {
    /** Only what has begun is an answer: a start that was refused leaves the reminder where it is. */
    private var answers: AlarmId? = null

    fun watch(presenter: LullPresenter) {
        application.scope.launch {
            presenter.session.state
                .mapNotNull { it.view }
                .distinctUntilChangedBy { it.id }
                .collect { begun(it.program) }
        }
    }

    /** The next massage to begin on the screen answers that reminder. */
    fun answersWhenBegun(reminder: AlarmId?) {
        answers = reminder
    }

    private fun begun(program: ProgramKind) {
        SessionService.follow(application)
        val reminder = answers
        answers = null
        application.scope.launch {
            try {
                if (reminder != null) application.wakes.answered(reminder, Action.Start)
                // what still stands in the shade asks for what runs already
                application.wakes.begunOnScreen(program)
            } catch (trouble: ApiException) {
                application.reminders.showTrouble(trouble)
            }
        }
    }
}
