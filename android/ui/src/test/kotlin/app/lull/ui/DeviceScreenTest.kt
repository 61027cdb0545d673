package app.lull.ui

import androidx.compose.ui.test.ExperimentalTestApi
import app.lull.core.DeviceChoice
import app.lull.core.DeviceKind
import app.lull.core.NewDevice
import app.lull.core.Reach
import app.lull.core.TestResult
import app.lull.ui.devices.DeviceTap
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue

@OptIn(ExperimentalTestApi::class)
class DeviceScreenTest {
    @Test
    fun `a device is renamed, used and forgotten, and forgetting asks first`() {
        val bedside = Bedside("20:25").setUp().withFeet()
        massagers(bedside) {
            tap("Feet")
            tap("Rename")
            writeName("Calves")
            tap("Keep this name")
            assertEquals("Calves", bedside.keptDevice?.name)
            tap("Use it in the evening")
            assertEquals(DeviceChoice.Kept(bedside.keptDevice!!.id), bedside.ask { settings() }.device)
            tap("Forget this massager")
            sees("From then on you switch your massager yourself")
            tap("Keep it")
            assertNotNull(bedside.keptDevice)
            tap("Forget this massager")
            tap("Forget it")
            assertNull(bedside.keptDevice)
            sees("No massager was added yet.")
        }
    }

    @Test
    fun `a test of a device that is not there records nothing as passed`() {
        val bedside = Bedside("20:25").setUp().withFeet()
        massagers(bedside) {
            tap("Feet")
            tap("Start the test")
            waitsFor("The massager was not reached")
            tap("Done")
            sees("What did you see?")
            tap("It did not start")
            assertEquals(TestResult.DID_NOT_START, bedside.keptDevice?.test?.result)
            assertFalse(bedside.keptDevice!!.ready)
            sees("It did not start in its test. No massage until a test is passed.")
            seesNot("What did you see?")
        }
    }

    @Test
    fun `a massager that was seen to start and stop in its test is ready`() {
        ServedMassager().use { served ->
            val bedside = Bedside("20:25").setUp().withFeet(served)
            massagers(bedside) {
                tap("Feet")
                tap("Start the test")
                waitsFor("Done")
                tap("Done")
                sees("What did you see?")
                tap("It started and it stopped")
                sees("Test passed.")
                assertTrue(bedside.keptDevice!!.ready)
            }
        }
    }

    @Test
    fun `a massager that was not seen to stop is not ready`() {
        ServedMassager().use { served ->
            val bedside = Bedside("20:25").setUp().withFeet(served)
            massagers(bedside) {
                tap("Feet")
                tap("Start the test")
                waitsFor("Done")
                tap("Done")
                tap("It did not stop by itself")
                sees("It did not stop in its test.")
                assertFalse(bedside.keptDevice!!.ready)
                goBack()
                sees("Open Massager. It did not stop in its test.")
            }
        }
    }

    @Test
    fun `a test that was not seen to its end is refused by the core as passed`() {
        val bedside = Bedside("20:25").setUp().withFeet()
        massagers(bedside) {
            tap("Feet")
            val device = (bedside.lull.places.value.last() as Place.Device).visited
            device.tap(DeviceTap.Saw(TestResult.PASSED))
            waitForIdle()
            assertNull(bedside.keptDevice?.test)
            assertFalse(bedside.keptDevice!!.ready)
        }
    }

    @Test
    fun `only a test that ran to its end can have been passed`() {
        val bedside = Bedside("20:25").setUp().withFeet()
        massagers(bedside) {
            tap("Feet")
            tap("Start the test")
            waitsFor("The massager was not reached")
            tap("Done")
            sees("It did not stop by itself")
            seesNot("It started and it stopped")
        }
    }

    @Test
    fun `that nothing stops a massager is said, and no test starts before the person took note`() {
        val bedside = Bedside("20:25").setUp()
        bedside.ask { addDevice(NewDevice("Plug", Reach.Bluetooth("C0:00:00:00:00:02"), DeviceKind.PLUG_MINI, null, null, false), it) }
        massagers(bedside) {
            tap("Plug")
            sees("Nothing stops this massager without the phone.")
            tap("Start the test")
            sees("Nothing stops Plug without the phone. Take note of that first.")
            tap("Back")
            tap("I know, and stay beside it")
            assertNotNull(bedside.keptDevice?.noFailSafeAcceptedAt)
            sees("You have taken note of that.")
        }
    }
}
