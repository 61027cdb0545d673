package app.lull.ui

import androidx.compose.ui.test.ComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import app.lull.core.DeviceKind
import app.lull.core.NewDevice
import app.lull.core.Reach
import kotlin.test.Test
import kotlin.test.assertFalse
import kotlin.test.assertTrue

/** A massager that lost its pairing, on the screens where it matters. */
@OptIn(ExperimentalTestApi::class)
class BondScreensTest {
    private val address = "C0:00:00:00:00:02"
    private val lost = "Plug no longer knows this phone"

    private fun Bedside.withPlug() =
        apply { ask { addDevice(NewDevice("Plug", Reach.Bluetooth(address), DeviceKind.PLUG_MINI, null, null, false), it) } }

    private fun ComposeUiTest.loses(
        bedside: Bedside,
        address: String,
    ) {
        bedside.bonds.loses(address)
        waitForIdle()
    }

    @Test
    fun `on its own screen it is said with the way to pair again, until its next test`() {
        val bedside = Bedside("20:25").setUp().withPlug()
        massagers(bedside) {
            assertFalse(bedside.bonds.isHeard)
            tap("Plug")
            loses(bedside, "C0:00:00:00:00:09")
            seesNot(lost)
            loses(bedside, address.lowercase())
            sees(lost)
            sees("remove it in the phone's Bluetooth settings, put it into pairing mode, and start its test.")
            tap("Start the test")
            tap("Back")
            seesNot(lost)
            goBack()
            assertFalse(bedside.bonds.isHeard)
        }
    }

    @Test
    fun `on the screen of a massage it is said, and nobody listens when that was left`() {
        val bedside = Bedside("20:25").setUp().withPlug()
        play(bedside) {
            tap("Start the massage")
            waitsFor("Stop")
            assertTrue(bedside.bonds.isHeard)
            loses(bedside, address)
            sees(lost)
            tap("Stop")
            waitsFor("You stopped it.")
            sees(lost)
            tap("Done")
            assertFalse(bedside.bonds.isHeard)
        }
    }
}
