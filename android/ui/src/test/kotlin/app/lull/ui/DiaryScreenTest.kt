package app.lull.ui

import androidx.compose.ui.test.ComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.runComposeUiTest
import app.lull.core.ClockTime
import app.lull.core.Details
import app.lull.core.Entry
import app.lull.core.MorningAnswer
import app.lull.core.Symptoms
import app.lull.core.Trigger
import app.lull.core.Walk
import app.lull.ui.diary.DiaryScreen
import app.lull.ui.diary.DiaryState
import app.lull.ui.words.German
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertNotNull
import kotlin.test.assertNull

@OptIn(ExperimentalTestApi::class)
class DiaryScreenTest {
    private val name = "Friday 20 November"

    private fun Bedside.kept(night: String) = ask { nights(night, night) }.singleOrNull()

    private fun diary(
        bedside: Bedside,
        story: ComposeUiTest.() -> Unit,
    ) = play(bedside) {
        tap("More")
        tap("Diary")
        story()
    }

    @Test
    fun `an empty diary offers every night to be filled in, and no symptoms is one tap`() {
        val bedside = Bedside().setUp()
        diary(bedside) {
            sees("Nothing is kept of these nights.")
            tapNamed("No symptoms: $name")
            assertEquals(Symptoms.NO, bedside.kept(LAST_NIGHT)?.entry?.symptoms)
            seesNot("Nothing is kept of these nights.")
        }
    }

    @Test
    fun `any night opens its log, and back in the list it is told`() {
        val bedside = Bedside().setUp().nights(20)
        diary(bedside) {
            tapNamed("Change: $name")
            sees("The night of $name")
            answer("How bad was it at its worst?", "9")
            tap("Done")
            sees("severity 9")
            assertEquals(9u, bedside.kept(LAST_NIGHT)?.entry?.severity)
        }
    }

    @Test
    fun `nights long ago can be filled in`() {
        val bedside = Bedside().setUp()
        diary(bedside) {
            tap("Earlier nights")
            tapNamed("Log: Saturday 7 November")
            answer("Did your legs bother you?", "No")
            tap("Done")
            assertEquals(Symptoms.NO, bedside.kept("2026-11-07")?.entry?.symptoms)
            tap("Later nights")
            sees(name)
        }
    }

    @Test
    fun `where a diary cannot reach further back, no earlier nights are offered`() =
        Bedside().setUp().use { bedside ->
            val last = bedside.ask { diaryPage(UShort.MAX_VALUE, it) }
            runComposeUiTest {
                setContent { Stage(Look("night")) { DiaryScreen(DiaryState(last)) {} } }
                seesNot("Earlier nights")
                sees("Later nights")
            }
        }

    @Test
    fun `what was told beyond the four taps stands in the line of its night`() {
        val bedside = Bedside().setUp()
        val answers =
            listOf(
                MorningAnswer.Walks(listOf(Walk(ClockTime(2u, 10u), 20u), Walk(null, null))),
                MorningAnswer.Trigger(Trigger.CAFFEINE, true),
                MorningAnswer.Tags(listOf("travel")),
                MorningAnswer.Note("A long drive home."),
            )
        for (answer in answers) bedside.ask { answerMorning(LAST_NIGHT, answer, it) }
        diary(bedside) { sees("2 walks · 1 possible trigger · travel · a note") }
    }

    @Test
    fun `in German it is told as briefly, and that there was no trigger is told too`() {
        val details = Details(walks = listOf(Walk(null, null)), triggers = listOf(), tags = listOf("Reise"))
        val told = German.night.told(Entry(LAST_NIGHT, details = details, note = "Lange Fahrt."))
        assertEquals(listOf("1 Gang", "kein möglicher Auslöser", "Reise", "eine Notiz"), told)
    }

    @Test
    fun `a night taken out by mistake is brought back whole, its massages too`() {
        val bedside = Bedside().setUp().nights(20)
        val before = assertNotNull(bedside.kept(LAST_NIGHT))
        diary(bedside) {
            tapNamed("Take out: $name")
            sees("$name is taken out of the diary")
            tap("Undo")
            seesNot("is taken out")
            goBack()
            assertEquals(before, bedside.kept(LAST_NIGHT))
        }
    }

    @Test
    fun `a night taken out is gone when the list was left`() {
        val bedside = Bedside().setUp().nights(20)
        diary(bedside) {
            tapNamed("Take out: $name")
            assertNotNull(bedside.kept(LAST_NIGHT))
            goBack()
            assertNull(bedside.kept(LAST_NIGHT))
            assertNotNull(bedside.kept("2026-11-19"))
        }
    }

    @Test
    fun `taking a second night out ends what can be undone of the first`() {
        val bedside = Bedside().setUp().nights(20)
        diary(bedside) {
            tapNamed("Take out: $name")
            tapNamed("Take out: Thursday 19 November")
            assertNull(bedside.kept(LAST_NIGHT))
            tap("Undo")
            goBack()
            assertNotNull(bedside.kept("2026-11-19"))
        }
    }
}
