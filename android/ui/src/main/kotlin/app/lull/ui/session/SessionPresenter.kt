package app.lull.ui.session

import app.lull.core.ApiException
import app.lull.core.Command
import app.lull.core.CoreHost
import app.lull.core.DeviceChoice
import app.lull.core.ProgramKind
import app.lull.core.SessionEvent
import app.lull.core.SessionHandle
import app.lull.core.SessionView
import app.lull.core.Stretch
import app.lull.core.newSession
import app.lull.core.stretches
import app.lull.core.updates
import app.lull.ui.Bonds
import app.lull.ui.Visited
import app.lull.ui.devices.BondWatch
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch

/** What the session's screen shows. */
data class SessionState(
    /** Absent until the first snapshot came. */
    val view: SessionView? = null,
    /** Everything the person was told, in order. */
    val told: List<SessionEvent> = listOf(),
    /** Why it did not start. */
    val trouble: ApiException? = null,
    /** The clock the times are read on. */
    val zone: String = "",
    /** How the stretches are drawn. */
    val stretches: List<Stretch> = listOf(),
    /** A stop was asked for on this screen: the button says so at once. */
    val stopAsked: Boolean = false,
    /** The name of a massager that lost its pairing meanwhile. */
    val bondLost: String? = null,
)

/** Starts a session or finds the running one, follows it to its end, and forwards what the person presses. */
class SessionPresenter(
    private val scope: CoroutineScope,
    private val host: CoreHost,
    bonds: Bonds,
    private val leave: () -> Unit,
) : Visited {
    private val shown = MutableStateFlow(SessionState())
    val state: StateFlow<SessionState> = shown.asStateFlow()

    private var session: SessionHandle? = null
    private val bonds = BondWatch(scope, host, bonds) { lost -> shown.update { it.copy(bondLost = lost.name) } }
    private var following: Job? = null

    /** A second start is the same session: the core sees to that. */
    fun start(
        program: ProgramKind,
        legsNow: UByte? = null,
        device: DeviceChoice? = null,
        afterBath: Boolean = false,
    ) {
        // chosen once, so that a start that is tried again is the same one
        val request = newSession(program, device, legsNow, afterBath)
        // how the one before ended is no news of this one
        shown.value = SessionState()
        follow { ask { startSession(request, it) } }
    }

    /** For a screen that was away: it finds what runs, or keeps what it last showed. */
    override fun look() {
        bonds.begin()
        follow { ask { runningSession() } }
    }

    override fun left() = bonds.end()

    fun tap(tap: SessionTap) {
        when (tap) {
            SessionTap.PAUSE -> press(Command.PAUSE)
            SessionTap.RESUME -> press(Command.RESUME)
            SessionTap.LOUDER -> press(Command.LEVEL_UP)
            SessionTap.SOFTER -> press(Command.LEVEL_DOWN)
            SessionTap.STOP -> {
                shown.update { it.copy(stopAsked = true) }
                press(Command.STOP)
            }
            SessionTap.LEAVE -> leave()
        }
    }

    /** Stops what runs and returns when its end was told. */
    suspend fun end() {
        val held = host.ask { runningSession() } ?: return
        shown.update { it.copy(stopAsked = true) }
        host.ask { held.stop() }
        held.updates().collect {}
    }

    private fun press(command: Command) {
        scope.launch {
            try {
                session?.let { held -> host.ask { held.command(command) } }
            } catch (trouble: ApiException) {
                shown.update { it.copy(trouble = trouble) }
            }
        }
    }

    private fun follow(find: suspend CoreHost.() -> SessionHandle?) {
        following?.cancel()
        following =
            scope.launch {
                try {
                    val found = host.find() ?: return@launch
                    session = found
                    val zone = host.ask { clockThatCounts(it).zone }
                    val stretches = host.ask { stretches() }
                    val view = host.ask { found.view() }
                    shown.update { SessionState(view = view, zone = zone, stretches = stretches, bondLost = it.bondLost) }
                    found.updates().collect { update ->
                        shown.update { it.copy(view = update.view, told = it.told + update.events) }
                    }
                } catch (trouble: ApiException) {
                    shown.update { it.copy(trouble = trouble) }
                }
            }
    }
}
