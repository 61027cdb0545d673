package app.lull.phone

import android.app.ActivityManager
import android.app.ApplicationStartInfo
import android.app.ForegroundServiceStartNotAllowedException
import android.content.Intent
import app.lull.core.NoticeKind
import app.lull.core.WakeReason
import app.lull.phone.alarms.Wakes
import app.lull.phone.session.SessionService
import kotlinx.coroutines.runBlocking
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.shadows.ShadowActivityManager
import org.robolectric.util.ReflectionHelpers
import org.robolectric.util.ReflectionHelpers.ClassParameter
import kotlin.test.assertEquals
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue

/** What a phone may do to an app of its own accord: hold it back, stop it by force, or not let it run a service. */
@RunWith(LevelRunner::class)
class SystemRefusesTest {
    private val phone = Rehearsal()
    private val soon = "Your legs may start soon"

    private fun noticesAfter(reason: WakeReason): List<NoticeKind> {
        runBlocking { phone.app.wakes.wake(reason) }
        phone.rest()
        return phone.app.wakes.notices.value
            .map { it.kind }
    }

    @Test
    fun `an app that the person or the battery saver holds back says that reminders will not come`() {
        val activities = shadowOf(phone.app.system<ActivityManager>())
        assertTrue(NoticeKind.BACKGROUND_RESTRICTED !in noticesAfter(WakeReason.LAUNCH))
        activities.setBackgroundRestricted(true)
        assertTrue(NoticeKind.BACKGROUND_RESTRICTED in noticesAfter(WakeReason.LAUNCH))
        activities.setBackgroundRestricted(false)
        assertTrue(NoticeKind.BACKGROUND_RESTRICTED !in noticesAfter(WakeReason.LAUNCH))
    }

    @Test
    fun `where the system will not have the service, the screen takes over and nothing runs unwatched`() {
        phone.broadcast(Intent.ACTION_BOOT_COMPLETED)
        phone.passesUntil("19:01")
        phone.taps(phone.sees(soon), "Start")
        val service = Robolectric.buildService(SessionService::class.java, shadowOf(phone.app).nextStartedService).create()
        shadowOf(service.get()).setThrowInStartForeground(ForegroundServiceStartNotAllowedException("in the background"))
        service.startCommand(0, 1)
        phone.rest()
        assertEquals(Doors.START, phone.sees("Tap to start the massage on the screen").contentIntent.sends.action)
        assertNull(phone.ask { runningSession() })
        assertNotNull(phone.notification(soon), "nothing was answered yet")
        assertTrue(shadowOf(service.get()).isStoppedBySelf)
    }

    @Test
    @Config(minSdk = 35, shadows = [StoppedByForce::class])
    fun `an app that was stopped by force arms everything anew and says so until it was read`() {
        StoppedByForce.wasStopped = false
        phone.broadcast(Intent.ACTION_BOOT_COMPLETED)
        val wanted = phone.armed()
        phone.losesItsAlarms()
        StoppedByForce.wasStopped = true
        val nextProcess = with(phone.app) { Wakes(host, alarms, reminders, PhoneCapabilities(this)) {} }
        val told = { nextProcess.notices.value.map { it.kind } }
        runBlocking { nextProcess.wake(WakeReason.LAUNCH) }
        assertTrue(NoticeKind.FORCE_STOPPED in told())
        assertEquals(wanted, phone.armed())
        runBlocking { nextProcess.acknowledge() }
        assertTrue(NoticeKind.FORCE_STOPPED !in told())
    }

    /** The system remembers that the process before this one was stopped by force. Robolectric has no such memory. */
    @Implements(ActivityManager::class)
    class StoppedByForce : ShadowActivityManager() {
        @Implementation(minSdk = 35)
        fun getHistoricalProcessStartReasons(most: Int): List<ApplicationStartInfo> {
            val start = ReflectionHelpers.callConstructor(ApplicationStartInfo::class.java)
            val told = ClassParameter.from(Boolean::class.javaPrimitiveType, wasStopped)
            ReflectionHelpers.callInstanceMethod<Unit>(start, "setForceStopped", told)
            return listOf(start).take(most)
        }

        companion object {
            var wasStopped = false
        }
    }
}
