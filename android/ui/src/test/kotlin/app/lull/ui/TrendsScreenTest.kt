package app.lull.ui

import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.ComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.assertIsSelected
import androidx.compose.ui.test.hasContentDescription
import app.lull.core.Details
import app.lull.core.Trends
import app.lull.core.Trigger
import app.lull.ui.words.English
import app.lull.ui.words.Times
import java.util.Locale
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue

@OptIn(ExperimentalTestApi::class)
class TrendsScreenTest {
    private val times = Times(Locale.UK, is24Hour = true)

    private fun Bedside.trends(nights: Int): Trends = ask { trends(nights.toUShort(), it) }

    private fun trends(
        bedside: Bedside,
        story: ComposeUiTest.() -> Unit,
    ) = play(bedside) {
        tap("More")
        tap("Trends")
        story()
    }

    /** What is read out of a chart. */
    private fun ComposeUiTest.chart(name: String): String =
        onNode(hasContentDescription("$name. ", substring = true))
            .fetchSemanticsNode()
            .config[SemanticsProperties.ContentDescription]
            .single()

    @Test
    fun `a diary without nights says how trends begin, and shows no chart`() =
        trends(Bedside().setUp()) {
            sees("0 of 28 nights logged")
            sees("Trends begin with the first night you log.")
            seesNot("When it started")
        }

    @Test
    fun `the numbers are the core's`() {
        val bedside = Bedside().setUp().nights(60)
        val core = bedside.trends(28)
        trends(bedside) {
            sees("${core.all.logged} of 28 nights logged: ${core.all.withSymptoms} with symptoms, ${core.all.withoutSymptoms} without.")
            sees(times.afterNoon(core.all.onset!!.median))
            sees("${times.mean(core.all.meanSeverity!!)} of 10")
            sees("${times.mean(core.all.meanSleep!!)} of 10")
            sees("With: ${core.withSession.logged} nights, severity ${times.mean(core.withSession.meanSeverity!!)}")
            sees("Without: ${core.withoutSession.logged} nights, severity ${times.mean(core.withoutSession.meanSeverity!!)}")
            sees("Severity with a massage: typically ${times.mean(-core.beside!!.points)} lower")
            val chance = core.beside!!.chanceOf100.toInt()
            sees("as large in ${if (chance == 0) "fewer than 1" else "$chance"} of 100 comparisons")
            val scale = core.onsetScale!!
            sees("Each line runs from ${times.afterNoon(scale.low)} to ${times.afterNoon(scale.high)}.")
        }
    }

    @Test
    fun `every chart is read out week by week`() {
        val bedside = Bedside().setUp().nights(60)
        val weeks = bedside.trends(28).weeks
        trends(bedside) {
            for (name in listOf("When it started", "How bad it was", "Sleep", "Massages")) {
                val said = chart(name)
                assertEquals(weeks.size, "Week from ".toRegex().findAll(said).count(), said)
            }
            val newest = weeks.last()
            val said = "Week from ${times.short(newest.from)}: ${times.mean(newest.group.meanSeverity!!)}."
            assertTrue(chart("How bad it was").endsWith(said))
        }
    }

    @Test
    fun `seven, 28 or 90 nights are asked for with one tap`() {
        val bedside = Bedside().setUp().nights(120)
        trends(bedside) {
            for (count in listOf(7, 90, 28)) {
                answer("How far back?", "$count nights")
                onNode(hasContentDescription("How far back? $count nights")).assertIsSelected()
                sees("${bedside.trends(count).all.logged} of $count nights logged")
            }
        }
    }

    @Test
    fun `a week of which nothing is known says so and is not a zero`() {
        val bedside = Bedside().setUp().nights(10)
        trends(bedside) {
            val said = chart("How bad it was")
            assertEquals(2, "nothing logged".toRegex().findAll(said).count(), said)
        }
    }

    @Test
    fun `without nights the diary is one tap away`() =
        trends(Bedside().setUp()) {
            tap("Diary")
            sees("Nothing is kept of these nights.")
            goBack()
            sees("How far back?")
        }

    @Test
    fun `the four weeks since the first massage and what went with worse nights are told as the core judges them`() {
        val bedside = Bedside().setUp().nights(60).withCaffeine()
        val (check, associations) = bedside.ask { fourWeeks(it)!! to associations(28u, it) }
        assertTrue(associations.isNotEmpty())
        trends(bedside) {
            sees(English.check.baseline(check, times))
            check.weeks.forEachIndexed { index, week -> sees(English.check.week(index + 1, week, times)) }
            for (one in associations) sees(English.check.association(one, times))
            sees("that does not tell why")
        }
    }

    /** Every other of the last nights came after coffee. */
    private fun Bedside.withCaffeine() =
        apply {
            val kept = ask { trends(28u, it).let { nights -> nights(nights.from, nights.to) } }
            kept.forEachIndexed { index, night ->
                val triggers = if (index % 2 == 0) listOf(Trigger.CAFFEINE) else listOf()
                ask { log(night.entry.copy(details = NOTHING_SAID.copy(triggers = triggers)), it) }
            }
        }

    private companion object {
        val NOTHING_SAID = Details(listOf(), null, null, null, listOf(), null, null, null, null, listOf())
    }
}
