package app.lull.ui

import androidx.compose.ui.test.ExperimentalTestApi
import app.lull.core.DeviceChoice
import app.lull.core.DeviceKind
import app.lull.core.FoundDevice
import app.lull.ui.devices.DevicesTap
import kotlinx.coroutines.CompletableDeferred
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertIs
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue

@OptIn(ExperimentalTestApi::class)
class DevicesScreenTest {
    /** What a search hears of a device nearby. */
    private fun heard(kind: DeviceKind) = FoundDevice(null, "Thing", (-50).toShort(), "C0:00:00:00:00:01", kind, true, null, null)

    private fun Bedside.add(found: FoundDevice) = (lull.places.value.last() as Place.Devices).visited.tap(DevicesTap.Add(found))

    @Test
    fun `a search offers what needs no adding, and one tap chooses it`() =
        massagers { bedside ->
            sees("No massager was added yet.")
            sees("In the evening: the simulated massager")
            tap("Search")
            waitsFor("Search finished.")
            sees("Simulated massager")
            tapNamed("Use it in the evening: A massager you switch yourself")
            assertIs<DeviceChoice.Manual>(bedside.ask { settings() }.device)
            sees("In the evening: a massager you switch yourself")
        }

    @Test
    fun `what was heard is kept under the person's own name, and its test comes next`() =
        massagers { bedside ->
            bedside.add(heard(DeviceKind.SHELLY_PLUG))
            waitForIdle()
            sees("Shelly plug")
            writeName("Foot warmer")
            tap("Add")
            waitsFor("Not tested yet.")
            val kept = assertNotNull(bedside.keptDevice)
            assertEquals("Foot warmer" to false, kept.name to kept.ready)
            assertEquals(listOf("C0:00:00:00:00:01"), bedside.pairing.associated)
            goBack()
            sees("Foot warmer")
        }

    @Test
    fun `a phone that asks keeps nobody waiting, and adds nothing twice`() =
        massagers { bedside ->
            bedside.pairing.answer = CompletableDeferred()
            bedside.add(heard(DeviceKind.SHELLY_PLUG))
            waitForIdle()
            tap("Add")
            tap("Add")
            assertNotNull(bedside.keptDevice)
            goBack()
            sees("Thing")
            bedside.pairing.answer.complete(Unit)
            waitForIdle()
            sees("In the evening:")
            assertEquals(1, bedside.pairing.associated.size)
        }

    @Test
    fun `what is forgotten is Lull's no more`() =
        massagers { bedside ->
            bedside.add(heard(DeviceKind.SHELLY_PLUG))
            waitForIdle()
            tap("Add")
            waitsFor("Not tested yet.")
            tap("Forget this massager")
            tap("Forget it")
            assertNull(bedside.keptDevice)
            assertEquals(listOf(), bedside.pairing.associated)
        }

    @Test
    fun `an experimental kind is added only by whoever says they know`() =
        massagers { bedside ->
            bedside.add(heard(DeviceKind.SEM6000))
            waitForIdle()
            tap("Add")
            sees("This kind of device is experimental.")
            assertNull(bedside.keptDevice)
            assertEquals(listOf(), bedside.pairing.associated)
            tap("It may do nothing, or not stop. Add it all the same.")
            tap("Add")
            assertTrue(assertNotNull(bedside.keptDevice).experimental)
        }
}
