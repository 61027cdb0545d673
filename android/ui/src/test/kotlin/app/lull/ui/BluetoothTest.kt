package app.lull.ui

import androidx.compose.ui.test.ExperimentalTestApi
import app.lull.core.RadioFault
import kotlin.test.Test
import kotlin.test.assertEquals

/** Bluetooth as a person leaves it: not allowed, turned off, turned off in the middle of a massage. */
@OptIn(ExperimentalTestApi::class)
class BluetoothTest {
    private val bedside = Bedside("20:25").setUp()
    private val massager get() = bedside.ask { simulatedMassager(it) }

    @Test
    fun `not allowed or off, a start says which, nothing turns, and the next start works`() {
        play(bedside) {
            for ((fault, said) in listOf(
                RadioFault.PERMISSION_MISSING to "permission is missing",
                RadioFault.BLUETOOTH_OFF to "Bluetooth is off",
            )) {
                massager.breakPhone(fault)
                tap("Start the massage")
                waitsFor(said)
                waitsFor("It was never switched on.")
                assertEquals(0u, massager.motor())
                tap("Done")
            }
            massager.breakPhone(null)
            tap("Start the massage")
            waitsFor("seen at the massager")
            tap("Stop")
            waitsFor("You stopped it.")
        }
    }

    @Test
    fun `turned off in the middle, the massager is said to stop by itself, and it does`() {
        play(bedside) {
            tap("Start the massage")
            waitsFor("seen at the massager")
            massager.breakPhone(RadioFault.BLUETOOTH_OFF)
            waitsFor("The link was lost and did not come back in time.")
            assertEquals(0u, massager.motor())
        }
    }
}
