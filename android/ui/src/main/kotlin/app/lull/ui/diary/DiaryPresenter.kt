package app.lull.ui.diary

import app.lull.core.ApiException
import app.lull.core.App
import app.lull.core.CoreHost
import app.lull.core.Moment
import app.lull.core.MorningAnswer
import app.lull.core.Night
import app.lull.core.NightRecord
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
import java.time.LocalDate

/** A page of the diary. */
data class DiaryState(
    /** Newest first, those without a record too: they can be filled in. Absent until they were read. */
    val nights: List<DiaryNight>? = null,
    /** How many pages back. */
    val page: Int = 0,
    /** Taken out as soon as the person leaves; until then it can be undone. */
    val going: Night? = null,
    val trouble: ApiException? = null,
)

/** One night, and what is kept of it. */
data class DiaryNight(
    val night: Night,
    val record: NightRecord?,
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

    override fun look() = attempt {}

    /** The core forgets a night for good, its massages too: so it is asked only when nothing is left to be undone. */
    override fun left() = attempt { forgetGoing() }

    fun tap(tap: DiaryTap) {
        when (tap) {
            DiaryTap.Look -> look()
            is DiaryTap.Leave -> open(tap)
            DiaryTap.Earlier -> turnTo(shown.value.page + 1)
            DiaryTap.Later -> turnTo(shown.value.page - 1)
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

    private fun turnTo(page: Int) {
        shown.update { it.copy(page = page) }
        look()
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
                    val page = shown.value.page
                    val nights = host.ask { diaryPage(page, it) }
                    shown.update { it.copy(nights = nights, trouble = null) }
                } catch (trouble: ApiException) {
                    shown.update { it.copy(trouble = trouble) }
                }
            }
        }
    }
}

/** A page of nights. Which night it is the core says; the days before it are only a calendar's. */
internal fun App.diaryPage(
    page: Int,
    now: Moment,
): List<DiaryNight> {
    val newest = LocalDate.parse(clockThatCounts(now).night).minusDays(page * PAGE_NIGHTS)
    val days = (0 until PAGE_NIGHTS).map { newest.minusDays(it).toString() }
    val records = nights(days.last(), days.first()).associateBy { it.entry.night }
    return days.map { DiaryNight(it, records[it]) }
}

private const val PAGE_NIGHTS = 14L
