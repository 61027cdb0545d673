package app.lull.core

import java.nio.file.Path
import java.time.Duration
import java.time.LocalDate
import java.time.LocalTime
import java.time.ZoneId
import java.time.ZonedDateTime
import kotlin.io.path.ExperimentalPathApi
import kotlin.io.path.Path
import kotlin.io.path.copyToRecursively
import kotlin.io.path.createTempDirectory
import kotlin.io.path.deleteRecursively
import kotlin.test.Test

/**
 * What the face costs on the JVM: calls through the bindings beside one that does nothing, the same calls made in Rust,
 * and the first call of a process. Everything in rounds that take turns, the median of a round each; shown is the middle
 * round.
 */
@OptIn(ExperimentalPathApi::class)
class FaceBench {
    private val folder = createTempDirectory("lull-face")
    private val twins = createTempDirectory("lull-face-twin")

    @Test
    fun `what the face costs`() {
        try {
            App.open(AppConfig(folder.toString())).use { app -> app.importCsv(year().encodeToByteArray(), NOW) }
            folder.copyToRecursively(twins, followLinks = false, overwrite = true)
            App.open(AppConfig(folder.toString())).use(::calls)
            firstCalls()
        } finally {
            folder.deleteRecursively()
            twins.deleteRecursively()
        }
    }

    private fun calls(app: App) {
        val allowed = Capabilities(exactAlarms = true, notifications = true, slots = 500u)
        val small =
            listOf(
                Figure("nothing") { nothing() },
                Figure("an enum by a text") { programOf("evening-2026-11-21") },
                Figure("the settings") { app.settings() },
            )
        val large =
            listOf(
                Figure("a wake") { app.wake(WakeReason.LAUNCH, NOW, allowed) },
                Figure("an overview") { app.overview(NOW) },
            )
        repeat(ROUNDS + 1) { round ->
            // the first round warms up
            small.forEach { it.measure(calls = 20_000, keep = round > 0) }
            large.forEach { it.measure(calls = 100, keep = round > 0) }
            val inRust = inRust(twins, calls = 100)
            if (round > 0) large.zip(inRust) { figure, nanoseconds -> figure.inRust += nanoseconds }
        }
        val floor = small.first().middle
        for (figure in small) println("FACE ${figure.name}: ${shown(figure.middle)}, ${times(figure.middle, floor)} nothing")
        for (figure in large) {
            val rust = figure.inRust.middle()
            println("FACE ${figure.name}: ${shown(figure.middle)}, ${times(figure.middle, rust)} the same in Rust (${shown(rust)})")
        }
    }

    /** A process of its own each time, as a receiver pays it. */
    private fun firstCalls() {
        val told = List(ROUNDS) { run(JAVA, "-Djna.library.path=$LIBRARY", "-cp", CLASSES, "app.lull.core.FirstCallKt", "$folder") }
        val parts = told.map { line -> line.trim().split(' ').map(String::toLong) }
        for ((at, name) in listOf("JNA itself", "the first call", "opening the diary", "its first wake").withIndex()) {
            val (wall, working) = (0..1).map { which -> parts.map { it[2 * at + which] }.middle() }
            println("FACE new process, $name: ${shown(wall)}, of it on a processor ${shown(working)}")
        }
    }

    private fun inRust(
        folder: Path,
        calls: Int,
    ): List<Long> = run(TWIN, "$folder", "$MOMENT", "$calls").trim().split(' ').map(String::toLong)

    private fun run(vararg command: String): String {
        val process = ProcessBuilder(*command).redirectError(ProcessBuilder.Redirect.INHERIT).start()
        val told = process.inputReader().readText()
        check(process.waitFor() == 0) { "${command.first()} failed" }
        return told
    }

    private class Figure(
        val name: String,
        private val call: () -> Any?,
    ) {
        private val rounds = mutableListOf<Long>()
        val inRust = mutableListOf<Long>()
        val middle get() = rounds.middle()

        fun measure(
            calls: Int,
            keep: Boolean,
        ) {
            val taken =
                LongArray(calls) {
                    val began = System.nanoTime()
                    call()
                    System.nanoTime() - began
                }
            if (keep) rounds += taken.toList().middle()
        }
    }

    private companion object {
        const val ROUNDS = 7
        val MOMENT: ZonedDateTime = ZonedDateTime.of(LocalDate.of(2026, 11, 21), LocalTime.of(18, 0), ZoneId.of("Europe/Berlin"))
        val NOW = Moment(MOMENT.toInstant(), MOMENT.zone.id, Duration.ofDays(1).toMillis().toULong())
        val LIBRARY: String = System.getProperty("jna.library.path")
        val CLASSES: String = System.getProperty("surefire.test.class.path") ?: System.getProperty("java.class.path")
        val JAVA = Path(System.getProperty("java.home"), "bin", "java").toString()
        val TWIN: String = System.getProperty("lull.twin")

        fun List<Long>.middle() = sorted()[size / 2]

        fun shown(nanoseconds: Long) = if (nanoseconds < 1_000_000) "%.1f us".format(nanoseconds / 1e3) else "%.1f ms".format(nanoseconds / 1e6)

        fun times(
            nanoseconds: Long,
            floor: Long,
        ) = "%.2f x".format(nanoseconds.toDouble() / floor)

        /** A year of nights, each with its symptoms and every other one with a massage. */
        fun year(): String {
            val last = MOMENT.toLocalDate().minusDays(1)
            val nights = (0L until 365).map { "${last.minusDays(it)},yes,${LocalTime.of(19, 20).plusMinutes(it * 37 % 50)},5,6,1" }
            return (listOf("night,symptoms,onset,severity,sleep_quality,got_up") + nights).joinToString("\n")
        }
    }
}
