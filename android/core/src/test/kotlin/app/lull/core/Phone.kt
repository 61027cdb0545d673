package app.lull.core

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.runBlocking
import java.nio.file.Path
import java.time.Duration
import java.time.Instant
import java.time.LocalDateTime
import java.time.ZoneId
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.io.path.ExperimentalPathApi
import kotlin.io.path.createTempDirectory
import kotlin.io.path.deleteRecursively

/** How much faster than the world sessions run in these tests: an evening program of half an hour takes a few seconds. */
internal const val SPEED = 240u

/** Only a broken test waits so long. */
internal const val PATIENCE_MS = 60_000L

internal const val TONIGHT = "2026-11-21"

private val BERLIN = ZoneId.of("Europe/Berlin")

/** One person's phone for one test: a diary in a folder of its own and the simulated massager. */
internal class Phone(
    speed: UInt = SPEED,
    private val folder: Path = createTempDirectory("lull"),
) : AutoCloseable {
    val config = AppConfig(folder.toString(), speed)
    val app = App.open(config)

    /** The file of the diary itself. */
    val diary: Path = folder.resolve("diary.sqlite")

    fun massager(): SimulatedMassager = app.simulatedMassager(moment("18:00"))

    /** Answers the safety check: no condition applies. */
    fun answerSafetyCheck() {
        app.saveSettings(app.settings().copy(safety = SafetyCheck(instant("15:00"), listOf(), false)))
    }

    fun start(
        program: ProgramKind,
        at: String = "20:25",
        id: UInt = 7u,
    ): SessionHandle = app.startSession(SessionRequest(program, id), moment(at))

    @OptIn(ExperimentalPathApi::class)
    override fun close() {
        app.close()
        folder.deleteRecursively()
    }
}

/** A test that waits. It returns nothing, whatever its last line is: JUnit passes over a test that returns something. */
internal fun story(
    context: CoroutineContext = EmptyCoroutineContext,
    tell: suspend CoroutineScope.() -> Unit,
) = runBlocking(context, tell)

/** A clock time of tonight such as `20:25`, or a date and time such as `2026-11-22T07:30`, on a wall in Berlin. */
internal fun instant(wall: String): Instant {
    val full = if ('T' in wall) wall else "${TONIGHT}T$wall"
    return LocalDateTime.parse(full).atZone(BERLIN).toInstant()
}

/** The moment the phone's clocks show then; it was switched on three weeks before. */
internal fun moment(wall: String): Moment {
    val at = instant(wall)
    val sinceBoot = Duration.between(instant("2026-11-01T00:00"), at)
    return Moment(at, BERLIN.id, sinceBoot.toMillis().toULong())
}

internal fun clock(text: String): ClockTime {
    val (hour, minute) = text.split(":")
    return ClockTime(hour.toUByte(), minute.toUByte())
}

internal fun WallTime.text() = "%04d-%02d-%02dT%02d:%02d".format(year, month.toInt(), day.toInt(), hour.toInt(), minute.toInt())
