package app.lull.ui

import app.lull.core.CoreHost
import app.lull.core.ProgramKind
import app.lull.ui.morning.MorningPresenter
import app.lull.ui.session.SessionPresenter
import app.lull.ui.setup.SetupPresenter
import app.lull.ui.setup.SetupTap
import app.lull.ui.tonight.TonightPresenter
import app.lull.ui.tonight.TonightTap
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow

/** Which screen is shown. */
sealed interface Place {
    data object Tonight : Place

    data object Session : Place

    data object Setup : Place

    data class Morning(
        val presenter: MorningPresenter,
    ) : Place
}

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
    val setup = SetupPresenter(scope, host, reminders, ::home)

    private val shown = MutableStateFlow<Place>(Place.Tonight)
    val place: StateFlow<Place> = shown.asStateFlow()

    private fun leaveTonight(tap: TonightTap.Leave) {
        shown.value =
            when (tap) {
                TonightTap.Start -> Place.Session.also { session.start(ProgramKind.EVENING) }
                TonightTap.SetUp -> Place.Setup.also { setup.tap(SetupTap.Look) }
                TonightTap.OpenSession -> Place.Session.also { session.find() }
                is TonightTap.Log -> Place.Morning(MorningPresenter(scope, host, reminders, tap.night, ::home).apply { look() })
            }
    }

    /** Back to the first screen, which is read anew. */
    fun home() {
        shown.value = Place.Tonight
        tonight.look()
    }
}
