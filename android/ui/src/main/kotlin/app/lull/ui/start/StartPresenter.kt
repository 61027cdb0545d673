package app.lull.ui.start

import app.lull.core.ApiException
import app.lull.core.App
import app.lull.core.CoreHost
import app.lull.core.HoldLevel
import app.lull.core.Moment
import app.lull.core.OfferedMassage
import app.lull.core.Overview
import app.lull.core.ProgramKind
import app.lull.core.offers
import app.lull.ui.Visited
import app.lull.ui.session.SessionPresenter
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch

/** A massage before it begins. */
data class StartState(
    /** Absent until it was read. */
    val start: Start? = null,
    /** The usual one until the person says another. */
    val program: ProgramKind? = null,
    val legsNow: UByte? = null,
    val afterBath: Boolean = false,
    val trouble: ApiException? = null,
)

/** What can be started now, how strongly it would hold, and what is in its way. */
data class Start(
    val massages: List<OfferedMassage>,
    val hold: HoldLevel,
    val overview: Overview,
    val isRunning: Boolean,
)

/** Asks which massage and how the legs are, and starts it when the person says so. */
class StartPresenter(
    private val scope: CoroutineScope,
    private val host: CoreHost,
    private val session: SessionPresenter,
    private val ways: Ways,
) : Visited {
    /** Where it leads from here. */
    class Ways(
        val leave: () -> Unit,
        val toSession: () -> Unit,
    )

    private val shown = MutableStateFlow(StartState())
    val state: StateFlow<StartState> = shown.asStateFlow()

    private var reading: Job? = null

    override fun look() {
        // what was asked for with other legs is no answer any more
        reading?.cancel()
        reading =
            scope.launch {
                try {
                    val legsNow = shown.value.legsNow
                    val start = host.ask { start(legsNow, it) }
                    val usual = start.massages.first().program
                    shown.update { it.copy(start = start, program = it.program ?: usual, trouble = null) }
                } catch (trouble: ApiException) {
                    shown.update { it.copy(trouble = trouble) }
                }
            }
    }

    fun tap(tap: StartTap) {
        when (tap) {
            StartTap.Look -> look()
            StartTap.Leave -> ways.leave()
            StartTap.OpenSession -> ways.toSession()
            is StartTap.Which -> shown.update { it.copy(program = tap.program) }
            is StartTap.Legs -> {
                shown.update { it.copy(legsNow = tap.points.takeUnless { points -> points == it.legsNow }) }
                look()
            }
            StartTap.AfterBath -> shown.update { it.copy(afterBath = !it.afterBath) }
            StartTap.Start -> begin()
        }
    }

    private fun begin() {
        val said = shown.value
        val program = said.program ?: return
        ways.toSession()
        session.start(program, said.legsNow, afterBath = said.afterBath)
    }
}

/** What the screen shows for legs that feel like this. */
internal fun App.start(
    legsNow: UByte?,
    now: Moment,
) = Start(offers().massages, holdLevel(legsNow), overview(now), isRunning = runningSession() != null)
