package app.lull.ui.diary

import app.lull.core.ApiException
import app.lull.core.CoreHost
import app.lull.core.DiaryPage
import app.lull.core.MorningAnswer
import app.lull.core.Night
import app.lull.core.Symptoms
import app.lull.core.WakeReason
import app.lull.ui.Reminders
import app.lull.ui.Visited
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock

/** A page of the diary. */
data class DiaryState(
    /** Newest first, nights without a record too: they can be filled in. Absent until it was read. */
    val page: DiaryPage? = null,
    /** Taken out as soon as the person leaves; until then it can be undone. */
    val going: Night? = null,
    val trouble: ApiException? = null,
)

/** Reads the diary page by page, and forwards what the person changes in it. */
class DiaryPresenter(
    private val scope: CoroutineScope,
    private val host: CoreHost,
    private val reminders: Reminders,
    private val open: (DiaryTap.Leave) -> Unit,
) : Visited {
    private val shown = MutableStateFlow(DiaryState())
    val state: StateFlow<DiaryState> = shown.asStateFlow()

    /** Taps are kept one after the other, in the order they were made. */
    private val turn = Mutex()

    /** Which page is read: the newest, until another is turned to. */
    private var wanted: UShort = 0u

    override fun look() = attempt {}

    /** The core forgets a night for good, its massages too: so it is asked only when nothing is left to be undone. */
    override fun left() = attempt { forgetGoing() }

    fun tap(tap: DiaryTap) {
        when (tap) {
            DiaryTap.Look -> look()
            is DiaryTap.Leave -> open(tap)
            DiaryTap.Earlier -> attempt { wanted++ }
            DiaryTap.Later -> attempt { if (wanted > 0u) wanted-- }
            is DiaryTap.NoSymptoms ->
                attempt {
                    host.ask { answerMorning(tap.night, MorningAnswer.Symptoms(Symptoms.NO), it) }
                    reminders.wake(WakeReason.TAP)
                }
            is DiaryTap.TakeOut ->
                attempt {
                    forgetGoing()
                    shown.update { it.copy(going = tap.night) }
                }
            DiaryTap.Undo -> shown.update { it.copy(going = null) }
        }
    }

    private suspend fun forgetGoing() {
        val night = shown.value.going ?: return
        host.ask { deleteNight(night) }
        shown.update { it.copy(going = null) }
        reminders.wake(WakeReason.TAP)
    }

    /** Does it and reads the page anew. What went wrong is shown, and what was shown stays. */
    private fun attempt(what: suspend () -> Unit) {
        scope.launch {
            turn.withLock {
                try {
                    what()
                    val page = host.ask { diaryPage(wanted, it) }
                    wanted = page.page
                    shown.update { it.copy(page = page, trouble = null) }
                } catch (trouble: ApiException) {
                    shown.update { it.copy(trouble = trouble) }
                }
            }
        }
    }
}
