package app.lull.ui

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.assertIsNotSelected
import androidx.compose.ui.test.assertIsSelected
import androidx.compose.ui.test.hasContentDescription
import app.lull.core.ClockTime
import app.lull.core.Entry
import app.lull.core.Onset
import app.lull.core.OnsetSource
import app.lull.core.Symptoms
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertNull

@OptIn(ExperimentalTestApi::class)
class MorningScreenTest {
    private val cameQuestion = "Did your legs bother you?"
    private val onsetQuestion = "When did it start?"
    private val severityQuestion = "How bad was it at its worst?"
    private val sleepQuestion = "How did you sleep?"

    private val Bedside.said: Entry? get() = ask { entry(LAST_NIGHT) }

    private fun morning(story: androidx.compose.ui.test.ComposeUiTest.(Bedside) -> Unit) {
        val bedside = Bedside("08:00").setUp()
        play(bedside) {
            tap("How was Friday 20 November?")
            story(bedside)
        }
    }

    @Test
    fun `four taps are a morning log, and each is kept before the next`() =
        morning { bedside ->
            answer(cameQuestion, "Yes")
            assertEquals(Symptoms.YES, bedside.said?.symptoms)
            answer(onsetQuestion, "19:30")
            assertEquals(Onset.At(ClockTime(19u, 30u), OnsetSource.RECALLED), bedside.said?.onset)
            answer(severityQuestion, "6")
            assertEquals(6u, bedside.said?.severity)
            answer(sleepQuestion, "4")
            assertEquals(4u, bedside.said?.sleepQuality)
        }

    @Test
    fun `an answer tapped again is taken back`() =
        morning { bedside ->
            answer(sleepQuestion, "4")
            onNode(hasContentDescription("$sleepQuestion 4")).assertIsSelected()
            answer(sleepQuestion, "4")
            assertNull(bedside.said?.sleepQuality)
            onNode(hasContentDescription("$sleepQuestion 4")).assertIsNotSelected()
        }

    @Test
    fun `a night without symptoms asks for no onset and forgets the one that was said`() =
        morning { bedside ->
            answer(onsetQuestion, "19:30")
            answer(severityQuestion, "6")
            assertEquals(Symptoms.YES, bedside.said?.symptoms)
            answer(cameQuestion, "No")
            seesNot(onsetQuestion)
            assertNull(bedside.said?.onset)
            assertNull(bedside.said?.severity)
        }

    @Test
    fun `any other time can be entered`() =
        morning { bedside ->
            tap("Other time")
            tap("Take this time")
            val first = bedside.ask { morning(LAST_NIGHT, it).onsetChoices.first() }
            assertEquals(Onset.At(first, OnsetSource.RECALLED), bedside.said?.onset)
        }

    @Test
    fun `whether the massage helped is asked only after one`() {
        val bedside = Bedside("20:25").setUp()
        play(bedside) {
            tap("Start the massage")
            waitsFor("seen at the massager")
            tap("Stop")
            waitsFor("You stopped it.")
            tap("Done")
            bedside.wall = "2026-11-22T08:00"
            bedside.lull.home()
            tap("How was Saturday 21 November?")
            answer("Did the massage help?", "Somewhat")
            assertEquals(app.lull.core.Helped.SOMEWHAT, bedside.ask { entry(TONIGHT) }?.helped)
        }
    }
}
