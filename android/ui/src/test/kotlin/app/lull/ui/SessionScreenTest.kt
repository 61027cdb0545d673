package app.lull.ui

import androidx.compose.ui.test.ExperimentalTestApi
import app.lull.core.Stopped
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue

@OptIn(ExperimentalTestApi::class)
class SessionScreenTest {
    private val Bedside.motor get() = ask { simulatedMassager(it).motor() }

    @Test
    fun `a massage is started, made stronger, paused, stopped, and told by what was seen`() {
        val bedside = Bedside("20:25").setUp()
        play(bedside) {
            tap("Start the massage")
            waitsFor("Massage at 50 %")
            waitsFor("50 %, seen at the massager")
            assertTrue(bedside.motor > 0u)
            tap("Stronger")
            waitsUntil("it turns more strongly") { bedside.motor > 50u }
            tap("Pause")
            waitsFor("Go on")
            waitsUntil("it stands still") { bedside.motor == 0u.toUByte() }
            tap("Go on")
            waitsFor("Pause")
            tap("Stop")
            waitsFor("You stopped it. The motor was seen to stand still.")
            assertEquals(0u, bedside.motor)
            tap("Done")
            sees("Tonight")
            sees("Your legs rest until")
        }
    }

    @Test
    fun `the diary has the massage and what became of the motor`() {
        val bedside = Bedside("20:25").setUp()
        play(bedside) {
            tap("Start the massage")
            waitsFor("seen at the massager")
            tap("Stop")
            waitsFor("The motor was seen to stand still.")
            val sessions = bedside.ask { nights(TONIGHT, TONIGHT) }.single().sessions
            assertEquals(Stopped.OBSERVED, sessions.single().stopped)
        }
    }

    @Test
    fun `a screen that was away finds the running massage`() {
        val bedside = Bedside("20:25").setUp()
        play(bedside) {
            tap("Start the massage")
            waitsFor("seen at the massager")
            bedside.lull.home()
            tap("A massage is running")
            waitsFor("seen at the massager")
            tap("Stop")
            waitsFor("You stopped it.")
        }
    }
}
