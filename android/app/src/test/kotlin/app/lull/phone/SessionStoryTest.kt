package app.lull.phone

import android.app.PendingIntent
import android.content.Intent
import android.content.pm.ServiceInfo
import app.lull.phone.session.SessionService
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ServiceController
import kotlin.test.assertEquals
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue

/** From the tap on a reminder through the service and the real core to the simulated massager, and to its end. */
@RunWith(LevelRunner::class)
class SessionStoryTest {
    private val phone = Rehearsal()
    private val soon = "Your legs may start soon"

    private fun reminded() {
        phone.broadcast(Intent.ACTION_BOOT_COMPLETED)
        phone.passesUntil("19:01")
    }

    /** What the system does with a service that was asked for. */
    private fun served(intent: Intent = shadowOf(phone.app).nextStartedService): ServiceController<SessionService> =
        Robolectric.buildService(SessionService::class.java, intent).create().startCommand(0, 1).also { phone.rest() }

    /** The running service gets what was sent to it. */
    private fun ServiceController<SessionService>.gets(intent: Intent = shadowOf(phone.app).nextStartedService) {
        get().onStartCommand(intent, 0, 2)
        phone.rest()
    }

    private fun tapsStart(): ServiceController<SessionService> {
        val start = phone.sees(soon).actions.single { it.title == "Start" }.actionIntent
        assertTrue(shadowOf(start).isForegroundService)
        phone.taps(phone.sees(soon), "Start")
        return served()
    }

    private fun isRunning() = phone.ask { runningSession() } != null

    @Test
    fun `a tap on Start runs the massage, shows it with Stop, and the tap on Stop ends it`() {
        reminded()
        val service = tapsStart()
        assertEquals(ServiceInfo.FOREGROUND_SERVICE_TYPE_CONNECTED_DEVICE, service.get().foregroundServiceType)
        assertNull(phone.notification(soon), "the reminder was answered")
        phone.waits("it warms up") { phone.notification("Warm-up at 20 %") != null }
        val running = phone.sees("Warm-up at 20 %")
        assertTrue("Ends by itself at" in running.text, running.text)
        phone.taps(running, "Stop")
        service.gets()
        phone.waits("it ended") { !isRunning() }
        phone.waits("its end was told") { phone.notification("You stopped it.") != null }
        assertTrue("The motor was seen to stand still." in phone.sees("You stopped it.").text)
        assertEquals(0u, phone.ask { simulatedMassager(it) }.motor())
        val session = phone.ask { nights(TONIGHT, TONIGHT) }.single().sessions.single()
        assertNotNull(session)
    }

    @Test
    fun `the app swiped away stops the massage`() {
        reminded()
        val service = tapsStart()
        phone.waits("it warms up") { phone.notification("Warm-up at 20 %") != null }
        service.get().onTaskRemoved(null)
        phone.waits("it ended") { !isRunning() }
        assertEquals(0u, phone.ask { simulatedMassager(it) }.motor())
    }

    @Test
    fun `a service that ends takes the massage with it`() {
        reminded()
        val service = tapsStart()
        phone.waits("it warms up") { phone.notification("Warm-up at 20 %") != null }
        service.destroy()
        phone.waits("it ended") { !isRunning() }
    }

    @Test
    fun `a running massage that is swiped away comes back, with its Stop`() {
        reminded()
        val service = tapsStart()
        phone.waits("it warms up") { phone.notification("Warm-up at 20 %") != null }
        phone.swipes(phone.sees("Warm-up at 20 %"))
        service.gets()
        assertEquals(listOf("Stop"), phone.sees("%").actions.map { it.title.toString() })
    }

    @Test
    fun `a second Start is the same massage`() {
        reminded()
        val start: PendingIntent = phone.sees(soon).actions.single { it.title == "Start" }.actionIntent
        val service = tapsStart()
        phone.waits("it warms up") { phone.notification("Warm-up at 20 %") != null }
        val first = phone.ask { runningSession() }?.id()
        start.send()
        phone.rest()
        service.gets()
        assertEquals(first, phone.ask { runningSession() }?.id())
    }

    @Test
    fun `without the permission for Bluetooth a tap on Start opens the screen, which asks for it`() {
        shadowOf(phone.app).denyPermissions(*Permissions.BLUETOOTH.toTypedArray())
        reminded()
        val start = phone.sees(soon).actions.single { it.title == "Start" }.actionIntent
        assertTrue(shadowOf(start).isActivity)
        Robolectric.buildActivity(MainActivity::class.java, start.sends).setup().use { activity ->
            phone.rest()
            assertEquals(Permissions.BLUETOOTH, shadowOf(activity.get()).lastRequestedPermission.requestedPermissions.toList())
            assertNull(phone.ask { runningSession() })
        }
    }

    @Test
    fun `a permission taken away after the tap leads to the screen, and nothing runs unwatched`() {
        reminded()
        phone.taps(phone.sees(soon), "Start")
        shadowOf(phone.app).denyPermissions(*Permissions.BLUETOOTH.toTypedArray())
        served()
        assertEquals(Doors.START, phone.sees("Tap to start the massage on the screen").contentIntent.sends.action)
        assertNull(phone.ask { runningSession() })
        assertNotNull(phone.notification(soon), "nothing was answered yet")
    }
}
