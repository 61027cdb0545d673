package app.lull.ui

import androidx.compose.ui.test.ComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.assertIsNotEnabled
import androidx.compose.ui.test.assertIsSelected
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextReplacement
import app.lull.core.BodyPart
import app.lull.core.Daytime
import app.lull.core.Details
import app.lull.core.Entry
import app.lull.core.MorningAnswer
import app.lull.core.Relief
import app.lull.core.Side
import app.lull.core.SideOf
import app.lull.core.Situation
import app.lull.core.Symptoms
import app.lull.core.Trigger
import app.lull.core.Walk
import app.lull.ui.words.English
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertNull

/** What can be told of a night beyond the four taps: everything is kept at once, and nothing has to be told. */
@OptIn(ExperimentalTestApi::class)
class MorningDetailsTest {
    private val words = English.night

    private val Bedside.entry: Entry? get() = ask { entry(LAST_NIGHT) }
    private val Bedside.said: Details? get() = entry?.details
    private val Bedside.bedtime get() = ask { settings().usualBedtime }

    private fun Bedside.before(vararg answers: MorningAnswer) = apply { for (answer in answers) ask { answerMorning(LAST_NIGHT, answer, it) } }

    private fun more(
        bedside: Bedside = Bedside("08:00").setUp(),
        open: String = "Log",
        story: ComposeUiTest.(Bedside) -> Unit,
    ) = play(bedside) {
        tap("More")
        tap("Diary")
        tapNamed("$open: Friday 20 November")
        tap("Tell more")
        story(bedside)
    }

    private fun ComposeUiTest.write(
        label: String,
        text: String,
    ) {
        onNode(hasSetTextAction().and(hasText(label))).performScrollTo().performTextReplacement(text)
        waitForIdle()
    }

    @Test
    fun `the four taps stay the whole log for whoever wants no more`() {
        val bedside = Bedside("08:00").setUp()
        play(bedside) {
            tap("How was Friday 20 November?")
            seesNot(words.gotUp)
            tap("Tell more")
            sees(words.gotUp)
            seesNot("Tell more")
        }
    }

    @Test
    fun `how often one got up is an answer, and taken back as it was given`() =
        more { bedside ->
            answer(words.gotUp, "2")
            assertEquals(2u.toUByte(), bedside.entry?.gotUp)
            answer(words.gotUp, "2")
            assertNull(bedside.entry?.gotUp)
        }

    @Test
    fun `each part of the body has its side, which goes with it`() =
        more { bedside ->
            seesNot("Calves: which side?")
            tap("Calves")
            tap("Feet")
            assertEquals(listOf(BodyPart.FEET, BodyPart.CALVES), bedside.entry?.bodyParts)
            assertEquals(Symptoms.YES, bedside.entry?.symptoms)
            answer("Calves: which side?", "Left")
            assertEquals(listOf(SideOf(BodyPart.CALVES, Side.LEFT)), bedside.said?.sides)
            answer("Feet: which side?", "Both")
            answer("Feet: which side?", "Both")
            assertEquals(listOf(SideOf(BodyPart.CALVES, Side.LEFT)), bedside.said?.sides)
            tap("Calves")
            assertEquals(listOf(BodyPart.FEET), bedside.entry?.bodyParts)
            assertNull(bedside.said?.sides?.firstOrNull())
        }

    @Test
    fun `how it began and how long it was better are told with a tap each`() =
        more { bedside ->
            answer(words.situation, "Where I could not get up")
            assertEquals(Situation.AUDIENCE, bedside.said?.situation)
            answer(words.rest, "30 min")
            assertEquals(30u.toUShort(), bedside.said?.restMinutes)
            answer(words.relief, "60 min")
            assertEquals(Relief.For(60u), bedside.said?.relief)
            answer(words.relief, "Only meanwhile")
            assertEquals(Relief.WhileMoving, bedside.said?.relief)
            answer(words.situation, "Where I could not get up")
            answer(words.rest, "30 min")
            answer(words.relief, "Only meanwhile")
            assertNull(bedside.said)
        }

    @Test
    fun `a night without symptoms does not ask where they were`() =
        more { bedside ->
            answer("Did your legs bother you?", "No")
            for (question in listOf(words.where, words.situation, words.rest, words.relief)) seesNot(question)
            for (question in listOf(words.gotUp, words.bedtime, words.walks, words.daytime, words.triggers)) sees(question)
            assertEquals(Symptoms.NO, bedside.entry?.symptoms)
        }

    @Test
    fun `what was told elsewhere is among what can be tapped`() =
        more(
            Bedside("08:00").setUp().before(
                MorningAnswer.GotUp(9u),
                MorningAnswer.RestMinutes(45u),
                MorningAnswer.Relief(Relief.For(45u)),
            ),
            open = "Change",
        ) {
            for ((question, answer) in listOf(words.gotUp to "9", words.rest to "45 min", words.relief to "45 min")) {
                onNode(hasContentDescription("$question $answer")).assertIsSelected()
            }
        }

    @Test
    fun `when the light went out begins with the usual bedtime, and can be not said again`() =
        more { bedside ->
            tapNamed("Change: ${words.bedtime}")
            tap("Take this time")
            assertEquals(bedside.bedtime, bedside.entry?.bedtime)
            tap("Not said")
            assertNull(bedside.entry?.bedtime)
        }

    @Test
    fun `walks are kept one by one, with what is known of each`() =
        more { bedside ->
            tap("Add a walk")
            answer(words.walkMinutes, "20 min")
            tap("Keep this walk")
            val first = Walk(bedside.bedtime, 20u)
            assertEquals(listOf(first), bedside.said?.walks)
            tap("Add a walk")
            onNode(hasContentDescription("${words.walkMinutes} Don't know")).assertIsSelected()
            tap("Keep it without a time")
            assertEquals(listOf(first, Walk(null, null)), bedside.said?.walks)
            sees("time unknown · length unknown")
            tapNamed("Remove: walk ${words.walk(first, Look("night").times)}")
            assertEquals(listOf(Walk(null, null)), bedside.said?.walks)
        }

    @Test
    fun `the days around the night are told in points`() =
        more { bedside ->
            answer(words.daytime, "Yes")
            answer(words.sleepiness, "7")
            answer(words.mood, "3")
            assertEquals(Daytime.YES, bedside.said?.daytime)
            assertEquals(7u.toUByte() to 3u.toUByte(), bedside.said?.run { sleepiness to mood })
            answer(words.daytime, "Yes")
            answer(words.sleepiness, "7")
            answer(words.mood, "3")
            assertNull(bedside.said)
        }

    @Test
    fun `every trigger can be ticked, and none of them is an answer too`() =
        more { bedside ->
            for (trigger in Trigger.entries) tap(words.trigger(trigger))
            assertEquals(Trigger.entries.toSet(), bedside.said?.triggers?.toSet())
            tap("None of these")
            assertEquals(listOf(), bedside.said?.triggers)
            tap("None of these")
            assertNull(bedside.said?.triggers)
            tap("Stress")
            tap("Stress")
            assertNull(bedside.said?.triggers)
        }

    @Test
    fun `a note is kept with its button, and emptied the same way`() =
        more { bedside ->
            onNodeWithText("Keep the note").assertIsNotEnabled()
            write("A note", "A long drive home.")
            tap("Keep the note")
            assertEquals("A long drive home.", bedside.entry?.note)
            onNodeWithText("Keep the note").assertIsNotEnabled()
            write("A note", "")
            tap("Keep the note")
            assertEquals("", bedside.entry?.note)
        }

    @Test
    fun `whoever leaves with something written loses nothing, and what no diary keeps holds the screen open`() =
        more { bedside ->
            write("A note", "A long drive home.")
            write(words.tags, "travel; late film")
            tap("Done")
            sees("That cannot be kept. Words of your own")
            assertEquals("A long drive home.", bedside.entry?.note)
            write(words.tags, "travel")
            tap("Done")
            assertEquals(listOf("travel"), bedside.said?.tags)
            seesNot("Done")
        }

    @Test
    fun `words of one's own stand with commas between, and what cannot be kept is said where it was written`() =
        more { bedside ->
            write(words.tags, "travel, late film")
            tap("Keep the words")
            assertEquals(listOf("late film", "travel"), bedside.said?.tags)
            sees("late film, travel")
            write(words.tags, "travel; late film")
            tap("Keep the words")
            sees("That cannot be kept. Words of your own: a word or a few, without a semicolon.")
            assertEquals(listOf("late film", "travel"), bedside.said?.tags)
            write(words.tags, "")
            tap("Keep the words")
            assertNull(bedside.said)
            seesNot("That cannot be kept")
        }
}
