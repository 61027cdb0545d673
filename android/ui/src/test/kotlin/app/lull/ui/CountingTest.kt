package app.lull.ui

import java.io.File
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue

/** Kotlin decides nothing: where it counts with times, the documentation says why that is no rule. */
class CountingTest {
    private val android = File("..")

    /** Sources of every module, but for what is generated and what is a test. */
    private val sources =
        android.listFiles { file -> file.resolve("src").isDirectory }.orEmpty().flatMap { module ->
            module.resolve("src").walk().filter { it.extension == "kt" && "/src/test/" !in it.invariantSeparatorsPath }
        }

    /** The files in the first column of the table. */
    private val explained =
        android
            .resolve("../docs/android.md")
            .readText()
            .substringAfter("## Arithmetic in Kotlin")
            .lines()
            .filter { it.startsWith("| `") }
            .flatMap { row -> NAME.findAll(row.split("|")[1]).map { it.groupValues[1] } }
            .toSortedSet()

    @Test
    fun `what counts is explained, and nothing is explained that does not count`() {
        assertTrue(sources.size > 150, "${sources.size} sources in ${android.absolutePath}")
        val counting = sources.filter { file -> file.readLines().any { COUNTS.containsMatchIn(it) } }.map { it.name }
        assertEquals(explained, counting.toSortedSet())
    }

    private companion object {
        val NAME = Regex("`(\\w+\\.kt)`")
        val COUNTS =
            Regex(
                "\\b(plus|minus)(Days|Hours|Minutes|Seconds|Weeks|Millis)\\(|Duration\\.(of|between)|ChronoUnit|" +
                    "\\bround(ToLong|ToInt)?\\(|\\.round(ToLong|ToInt)\\(|\\b(floor|ceil|abs)\\(|LocalDate\\.(now|of)|Instant\\.now|" +
                    "\\bto(Millis|Minutes|SecondsPart)\\(|(elapsed|remaining) [-+*/] |[-+*/] (view\\.)?(elapsed|remaining)|" +
                    "[lL]evel\\w* [-+*/] \\w|[-+*/%] (60|100|1000|1440)\\b",
            )
    }
}
