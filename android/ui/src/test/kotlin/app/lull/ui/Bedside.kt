package app.lull.ui

import app.lull.core.Action
import app.lull.core.AppConfig
import app.lull.core.Capabilities
import app.lull.core.CoreHost
import app.lull.core.Moment
import app.lull.core.Notice
import app.lull.core.SafetyCheck
import app.lull.core.WakeReason
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.runBlocking
import java.nio.file.Path
import java.time.Duration
import java.time.Instant
import java.time.LocalDateTime
import java.time.ZoneId
import kotlin.io.path.ExperimentalPathApi
import kotlin.io.path.createTempDirectory
import kotlin.io.path.deleteRecursively

internal const val TONIGHT = "2026-11-21"
internal const val LAST_NIGHT = "2026-11-20"

private val BERLIN = ZoneId.of("Europe/Berlin")

/**
 * How much faster than the world sessions run in these tests. The massager has to answer in time, that many times faster, on
 * a computer that draws screens meanwhile.
 */
internal const val SPEED = 60u

/** One person's evening at the real core, with the simulated massager. No phone: the clock is set by hand. */
internal class Bedside(
    var wall: String = "18:00",
    speed: UInt = SPEED,
    private val folder: Path = createTempDirectory("lull-ui"),
) : AutoCloseable {
    // As on a phone: everything that is shown changes on the main thread. A call is done when its tap returns.
    val scope = CoroutineScope(SupervisorJob() + Dispatchers.Main.immediate)
    val host = CoreHost(AppConfig(folder.toString(), speed), { moment(wall) }, Dispatchers.Unconfined)
    val reminders = CoreOnly(host)
    val readiness = SimulatedReadiness()
    val bonds = SimulatedBonds()
    val pairing = SimulatedPairing()
    val sharing = SimulatedSharing()
    val picking = SimulatedPicking()
    val printing = SimulatedPrinting()
    val own = SimulatedOwn()
    val backupFolder = SimulatedFolder()
    val lull = LullPresenter(scope, host, Phone(reminders, readiness, bonds, pairing, sharing, picking, printing, own, backupFolder))

    /** Answers the safety check and says when bed and legs are. */
    fun setUp() =
        apply {
            ask { saveSettings(settings().copy(safety = SafetyCheck(instant("15:00"), listOf(), false))) }
        }

    /** Nights up to the last one, as a diary from elsewhere brings them. */
    fun nights(count: Int) = apply { ask { importCsv(diary(count).encodeToByteArray(), it) } }

    fun <T> ask(question: app.lull.core.App.(Moment) -> T): T = runBlocking { host.ask(question) }

    @OptIn(ExperimentalPathApi::class)
    override fun close() {
        scope.cancel()
        runBlocking { host.app() }.close()
        folder.deleteRecursively()
    }
}

/** Wakes the core and arms nothing: there is no phone here. */
internal class CoreOnly(
    private val host: CoreHost,
) : Reminders {
    override val notices = MutableStateFlow<List<Notice>>(listOf())
    var allowed = Capabilities(exactAlarms = true, notifications = true, slots = 500u)

    override suspend fun wake(reason: WakeReason) {
        notices.value = host.ask { wake(reason, it, allowed).notices }
    }

    /** What was said on a screen, in order. */
    val answers = mutableListOf<Action>()

    override fun answeredOnScreen(answer: Action) {
        answers += answer
    }

    override suspend fun acknowledge() {
        host.ask { acknowledgeNotices() }
        wake(WakeReason.TAP)
    }
}

/** A clock time of tonight such as `20:25`, or a date and time, on a wall in Berlin. */
internal fun instant(wall: String): Instant {
    val full = if ('T' in wall) wall else "${TONIGHT}T$wall"
    return LocalDateTime.parse(full).atZone(BERLIN).toInstant()
}

internal fun moment(wall: String): Moment {
    val at = instant(wall)
    val sinceBoot = Duration.between(instant("2026-11-01T00:00"), at)
    return Moment(at, BERLIN.id, sinceBoot.toMillis().toULong())
}
