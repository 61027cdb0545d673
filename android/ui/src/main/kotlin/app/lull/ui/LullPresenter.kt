package app.lull.ui

import app.lull.core.AlarmId
import app.lull.core.CoreHost
import app.lull.core.Night
import app.lull.core.ProgramKind
import app.lull.core.programOf
import app.lull.ui.diary.DiaryPresenter
import app.lull.ui.diary.DiaryTap
import app.lull.ui.more.MoreTap
import app.lull.ui.morning.MorningPresenter
import app.lull.ui.session.SessionPresenter
import app.lull.ui.setup.SetupPresenter
import app.lull.ui.tonight.TonightPresenter
import app.lull.ui.tonight.TonightTap
import app.lull.ui.trends.TrendsPresenter
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow

/**
 * The app from screen to screen. It outlives them: turning the phone starts nothing twice.
 *
 * [scope] runs on the main thread: what is shown changes there alone. The host takes every call off it.
 */
class LullPresenter(
    private val scope: CoroutineScope,
    private val host: CoreHost,
    private val reminders: Reminders,
) {
    val tonight = TonightPresenter(scope, host, reminders, ::leaveTonight)
    val session = SessionPresenter(scope, host, ::home)

    private val way = MutableStateFlow<List<Place>>(listOf(Place.Tonight(tonight)))

    /** The way here from the first screen, which is always its beginning; the last place is the one shown. */
    val places: StateFlow<List<Place>> = way.asStateFlow()

    /** One screen back. False on the first one: there the phone itself goes back. */
    fun back(): Boolean {
        val left = way.value.takeIf { it.size > 1 }?.last() ?: return false
        way.value -= left
        left.visited.left()
        way.value.last().visited.look()
        return true
    }

    /** Back to the first screen, which is read anew. */
    fun home() {
        val left = way.value.drop(1)
        way.value = way.value.take(1)
        left.asReversed().forEach { it.visited.left() }
        tonight.look()
    }

    /** Starts what a reminder calls for, or what tonight's plan means to do. */
    fun start(reminder: AlarmId? = null) {
        open(Place.Session(session))
        session.start(if (reminder == null) ProgramKind.EVENING else programOf(reminder))
    }

    private fun leaveTonight(tap: TonightTap.Leave) {
        when (tap) {
            TonightTap.Start -> start()
            TonightTap.OpenSession -> open(Place.Session(session))
            TonightTap.SetUp -> openSetup()
            TonightTap.More -> open(Place.More(::more))
            is TonightTap.Log -> openNight(tap.night)
        }
    }

    private fun leaveDiary(tap: DiaryTap.Leave) {
        when (tap) {
            DiaryTap.Back -> goBack()
            is DiaryTap.Open -> openNight(tap.night)
        }
    }

    private fun more(tap: MoreTap) {
        when (tap) {
            MoreTap.BACK -> goBack()
            MoreTap.DIARY -> open(Place.Diary(DiaryPresenter(scope, host, reminders, ::leaveDiary)))
            MoreTap.TRENDS -> open(Place.Trends(TrendsPresenter(scope, host, ::goBack)))
            MoreTap.SETUP -> openSetup()
        }
    }

    private fun openNight(night: Night) = open(Place.Morning(MorningPresenter(scope, host, reminders, night, ::goBack)))

    private fun openSetup() = open(Place.Setup(SetupPresenter(scope, host, reminders, ::goBack)))

    private fun open(place: Place) {
        // A place stands on the way once: a door may lead to where the person already is.
        way.value = way.value - place + place
        place.visited.look()
    }

    private fun goBack() {
        back()
    }
}
