package app.lull.phone

import android.app.Notification
import android.app.NotificationManager
import app.lull.core.ProgramKind
import app.lull.core.SimulatedFault
import app.lull.phone.notices.Channels
import app.lull.phone.session.SessionService
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertNull
import kotlin.test.assertTrue

/** A massage in the night, while others sleep: its notification is silent, and what needs the person is not. */
@RunWith(LevelRunner::class)
class QuietMassageTest {
    private val phone = Rehearsal()
    private val holds = "Massage at 50 %"

    /** Begun on the screen, and then the service shows it. */
    private fun runs(program: ProgramKind) {
        phone.app.lull.session.start(program)
        phone.waits("it runs") {
            phone.app.lull.session.state.value.view != null
        }
        val follows = shadowOf(phone.app).nextStartedService
        Robolectric.buildService(SessionService::class.java, follows).create().startCommand(0, 1)
        phone.waits("it holds") { phone.notification(holds) != null }
    }

    private fun stops() {
        phone.ask { runningSession()?.stop() }
        phone.waits("its end was told") { phone.notification("You stopped it.") != null }
    }

    private fun channel(notification: Notification) = phone.app.system<NotificationManager>().getNotificationChannel(notification.channelId)

    /** An alert would be its group's summary's, and there is none. */
    private fun Notification.isSilenced() = group != null && groupAlertBehavior == Notification.GROUP_ALERT_SUMMARY

    private fun Notification.isPromoted() = extras.getBoolean("android.requestPromotedOngoing")

    @Test
    fun `a quiet massage is shown and ends without a sound, a vibration or a light`() {
        runs(ProgramKind.ACUTE)
        val running = phone.sees(holds)
        assertTrue(running.isSilenced())
        assertFalse(running.isPromoted())
        stops()
        val end = phone.sees("You stopped it.")
        assertTrue(end.isSilenced())
        for (channel in listOf(running, end).map(::channel)) {
            assertTrue(channel.importance <= NotificationManager.IMPORTANCE_LOW)
            assertNull(channel.sound)
            assertFalse(channel.shouldVibrate() || channel.shouldShowLights())
        }
    }

    @Test
    fun `any other is left to what the person chose for its channel`() {
        runs(ProgramKind.TOP_UP)
        assertFalse(phone.sees(holds).isSilenced())
        assertTrue(phone.sees(holds).isPromoted())
        stops()
        assertFalse(phone.sees("You stopped it.").isSilenced())
    }

    @Test
    fun `a quiet massage that needs the person calls all the same`() {
        runs(ProgramKind.ACUTE)
        phone.ask { simulatedMassager(it) }.inject(SimulatedFault.DropFor(3_600u))
        phone.waits("it is told") { phone.notification("The link is lost.") != null }
        val call = phone.sees("The link is lost.")
        assertEquals(Channels.TROUBLE, call.channelId)
        assertFalse(call.isSilenced())
        assertEquals(NotificationManager.IMPORTANCE_HIGH, channel(call).importance)
        phone.waits("it ended") { phone.ask { runningSession() } == null }
    }
}
