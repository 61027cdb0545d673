package app.lull.ui

import androidx.compose.ui.graphics.toPixelMap
import androidx.compose.ui.test.ComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.captureToImage
import androidx.compose.ui.test.onRoot
import app.lull.ui.theme.Light
import kotlin.test.Test
import kotlin.test.assertFalse
import kotlin.test.assertTrue

/** A quiet massage lights nothing up, on a phone that is lit for the day. */
@OptIn(ExperimentalTestApi::class)
class DarkTest {
    private val quiet = "Dark and silent, so that nobody wakes."

    /** Nothing of it is anything but dim red. */
    private fun ComposeUiTest.isDark(): Boolean {
        val pixels = onRoot().captureToImage().toPixelMap()
        return (0 until pixels.height).all { y -> (0 until pixels.width).all { x -> pixels[x, y].run { green < 0.4f && blue < 0.4f } } }
    }

    @Test
    fun `it is dark until its end was read, wherever the person goes`() {
        val bedside = Bedside("20:25", speed = 1u).setUp()
        play(bedside, Look("day", Light.DAY)) {
            tap("Another massage…")
            answer("Which massage?", "In the night, quiet, 15 minutes")
            assertFalse(isDark())
            tap("Start the massage")
            waitsFor(quiet)
            assertTrue(isDark())
            bedside.lull.back()
            waitForIdle()
            assertTrue(isDark(), "on the way, too")
            tap("A massage is running")
            tap("Stop")
            waitsFor("You stopped it.")
            assertTrue(isDark(), "its end lights nothing up")
            seesNot(quiet)
            tap("Done")
            assertFalse(isDark())
        }
    }

    @Test
    fun `the evening's massage is lit as the phone is`() {
        val bedside = Bedside("20:25", speed = 1u).setUp()
        play(bedside, Look("day", Light.DAY)) {
            tap("Start the massage")
            waitsFor("seen at the massager")
            assertFalse(isDark())
            seesNot(quiet)
            tap("Stop")
            waitsFor("You stopped it.")
        }
    }
}
