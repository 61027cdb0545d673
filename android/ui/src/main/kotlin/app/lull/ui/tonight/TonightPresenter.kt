package app.lull.ui.tonight

import app.lull.core.Action
import app.lull.core.ApiException
import app.lull.core.App
import app.lull.core.Changes
import app.lull.core.CoreHost
import app.lull.core.Moment
import app.lull.core.Notice
import app.lull.core.Overview
import app.lull.core.WakeReason
import app.lull.core.offers
import app.lull.ui.Reminders
import app.lull.ui.Visited
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch

/** What the first screen shows. */
data class TonightState(
    /** Absent until it was read. */
    val overview: Overview? = null,
    val isRunning: Boolean = false,
    val notices: List<Notice> = listOf(),
    val trouble: ApiException? = null,
    /** "My legs have started" was just noted. */
    val noted: Boolean = false,
)

/** Reads tonight, and forwards what the person asks for this one evening. */
class TonightPresenter(
    private val scope: CoroutineScope,
    private val host: CoreHost,
    private val reminders: Reminders,
    private val leave: (TonightTap.Leave) -> Unit,
) : Visited {
    private val shown = MutableStateFlow(TonightState())
    val state: StateFlow<TonightState> = shown.asStateFlow()

    /** The screen came up, or came back. */
    override fun look() = attempt { reminders.wake(WakeReason.LAUNCH) }

    fun tap(tap: TonightTap) {
        when (tap) {
            TonightTap.Look -> look()
            TonightTap.Skip ->
                attempt {
                    val planned = host.ask { skipTonight(it) }
                    reminders.answeredOnScreen(Action.SkipTonight)
                    if (planned.schedule) reminders.wake(WakeReason.TAP)
                }
            TonightTap.Later -> change { moveTonight(offers().moveMinutes, it) }
            TonightTap.Earlier -> change { moveTonight((-offers().moveMinutes).toShort(), it) }
            TonightTap.AsYesterday -> change { remindTonightAsYesterday(it) }
            TonightTap.AsUsual -> change { tonightAsUsual(it) }
            is TonightTap.AnswerZone -> change { answerZone(tap.answer, it) }
            TonightTap.Understood -> attempt { reminders.acknowledge() }
            TonightTap.SymptomsStarted ->
                attempt {
                    host.ask { symptomsStarted(it) }
                    reminders.answeredOnScreen(Action.AlreadyStarted)
                    reminders.wake(WakeReason.TAP)
                    shown.update { it.copy(noted = true) }
                }
            is TonightTap.Leave -> leave(tap)
        }
    }

    private fun change(what: App.(Moment) -> Changes) = attempt { if (host.ask(what).schedule) reminders.wake(WakeReason.TAP) }

    /** Does it and reads the screen anew. What went wrong is shown, and what was shown stays. */
    private fun attempt(what: suspend () -> Unit) {
        scope.launch {
            try {
                what()
                val overview = host.ask { overview(it) }
                val running = host.ask { runningSession() != null }
                shown.update {
                    it.copy(overview = overview, isRunning = running, notices = reminders.notices.value, trouble = null)
                }
            } catch (trouble: ApiException) {
                shown.update { it.copy(trouble = trouble) }
            }
        }
    }
}
