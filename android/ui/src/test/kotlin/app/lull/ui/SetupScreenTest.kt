package app.lull.ui

import androidx.compose.ui.test.ComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.assertIsEnabled
import androidx.compose.ui.test.assertIsNotEnabled
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import app.lull.core.ClockTime
import app.lull.core.Condition
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertNull

@OptIn(ExperimentalTestApi::class)
class SetupScreenTest {
    private val Bedside.kept get() = ask { settings() }

    private fun setUp(story: ComposeUiTest.(Bedside) -> Unit) {
        val bedside = Bedside()
        play(bedside) {
            tap("Set up Lull")
            story(bedside)
        }
    }

    private fun ComposeUiTest.change(what: String) {
        onNode(hasContentDescription("Change: $what")).performScrollTo().performClick()
        waitForIdle()
        tap("Take this time")
    }

    @Test
    fun `whom nothing speaks against may start, and who never answered may not`() =
        setUp { bedside ->
            assertNull(bedside.kept.safety)
            tap("None of these applies")
            assertEquals(listOf(), bedside.kept.safety?.conditions)
            tap("Done")
            onNodeWithText("Start the massage").assertIsEnabled()
        }

    @Test
    fun `whoever a condition applies to is asked to see a doctor, and that one agreed opens the start`() =
        setUp { bedside ->
            tap("Epilepsy")
            assertEquals(listOf(Condition.EPILEPSY), bedside.kept.safety?.conditions)
            sees("Please ask a doctor before the first massage.")
            tap("Done")
            onNodeWithText("Start the massage").assertIsNotEnabled()
            tap("Set up Lull")
            tap("A doctor agreed to massage")
            seesNot("Please ask a doctor")
            tap("Done")
            onNodeWithText("Start the massage").assertIsEnabled()
        }

    @Test
    fun `an answer tapped again is taken back`() =
        setUp { bedside ->
            tap("Epilepsy")
            tap("Pregnancy")
            tap("Epilepsy")
            assertEquals(listOf(Condition.PREGNANCY), bedside.kept.safety?.conditions)
        }

    @Test
    fun `the times of an evening and the lead are kept at once, and the plan follows`() =
        setUp { bedside ->
            change("Your legs usually start at")
            assertEquals(ClockTime(20u, 0u), bedside.kept.usualOnset)
            answer("How long before that shall Lull remind you?", "60 min")
            assertEquals(60u.toUShort(), bedside.kept.leadMinutes)
            tap("Done")
            sees("19:00")
            tap("Set up Lull")
            tap("I don't know")
            assertNull(bedside.kept.usualOnset)
        }
}
