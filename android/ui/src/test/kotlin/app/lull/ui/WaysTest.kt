package app.lull.ui

import androidx.compose.ui.test.ComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.onNodeWithText
import app.lull.ui.more.MoreTap
import app.lull.ui.words.English
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertIs
import kotlin.test.assertTrue

/** The way from screen to screen, and back. */
@OptIn(ExperimentalTestApi::class)
class WaysTest {
    private val Bedside.here get() = lull.places.value.last()

    private fun ComposeUiTest.phoneGoesBack(bedside: Bedside): Boolean = bedside.lull.back().also { waitForIdle() }

    @Test
    fun `every way of More leads to a screen and back again, by its own button and by the phone's`() {
        val bedside = Bedside().setUp()
        play(bedside) {
            tap("More")
            for (way in MoreTap.entries - MoreTap.BACK) {
                tap(English.more.name(way))
                assertEquals(3, bedside.lull.places.value.size, "$way")
                assertTrue(phoneGoesBack(bedside))
                assertIs<Place.More>(bedside.here)
            }
            goBack()
            sees("Tonight")
        }
    }

    @Test
    fun `on the first screen the phone itself goes back`() {
        val bedside = Bedside().setUp()
        play(bedside) {
            assertFalse(phoneGoesBack(bedside))
            sees("Tonight")
        }
    }

    @Test
    fun `back from the set-up reads tonight anew`() {
        val bedside = Bedside()
        play(bedside) {
            sees("A few safety questions come before the first massage.")
            tap("Set up Lull")
            tap("None of these applies")
            assertTrue(phoneGoesBack(bedside))
            seesNot("A few safety questions")
        }
    }

    @Test
    fun `going back leaves a massage running, and tonight says so`() {
        val bedside = Bedside("20:25", speed = 1u).setUp()
        play(bedside) {
            tap("Start the massage")
            waitsFor("seen at the massager")
            assertTrue(phoneGoesBack(bedside))
            sees("A massage is running")
            tap("A massage is running")
            onNodeWithText("Stop").assertExists()
            tap("Stop")
            waitsFor("You stopped it.")
        }
    }
}
