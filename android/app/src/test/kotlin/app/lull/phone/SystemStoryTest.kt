package app.lull.phone

import android.app.AlarmManager
import android.app.NotificationManager
import android.content.Intent
import android.os.UserManager
import app.lull.core.NoticeKind
import app.lull.core.WakeReason
import app.lull.phone.ports.PhoneOwn
import app.lull.ui.Own
import kotlinx.coroutines.runBlocking
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowAlarmManager
import java.time.Duration
import java.time.ZoneId
import kotlin.test.assertEquals
import kotlin.test.assertNotEquals
import kotlin.test.assertNull
import kotlin.test.assertTrue

/** What the phone does to an app's alarms, and that every night still has its reminder or a reason is shown. */
@RunWith(LevelRunner::class)
class SystemStoryTest {
    private val phone = Rehearsal()
    private val evening = "evening-$TONIGHT"

    private fun notices() = phone.app.wakes.notices.value.map { it.kind }

    private fun wakes(reason: WakeReason) {
        runBlocking { phone.app.wakes.wake(reason) }
        phone.rest()
    }

    @Test
    fun `everything that may have taken alarms away arms them anew`() {
        val broadcasts =
            listOf(
                Intent.ACTION_BOOT_COMPLETED,
                Intent.ACTION_TIME_CHANGED,
                Intent.ACTION_TIMEZONE_CHANGED,
                Intent.ACTION_MY_PACKAGE_REPLACED,
                Intent.ACTION_LOCALE_CHANGED,
                AlarmManager.ACTION_SCHEDULE_EXACT_ALARM_PERMISSION_STATE_CHANGED,
            )
        phone.broadcast(Intent.ACTION_BOOT_COMPLETED)
        val wanted = phone.armed()
        for (action in broadcasts) {
            // gone, without a word to the app; its own record still says otherwise
            phone.losesItsAlarms()
            assertTrue(phone.armed().isEmpty())
            phone.broadcast(action)
            assertEquals(wanted, phone.armed(), action)
        }
    }

    @Test
    fun `in another zone the reminder follows the clock on the wall, and the person is asked`() {
        phone.broadcast(Intent.ACTION_BOOT_COMPLETED)
        val atHome = phone.armed()[evening]
        phone.app.zone = ZoneId.of("Asia/Tokyo")
        phone.broadcast(Intent.ACTION_TIMEZONE_CHANGED)
        assertNotEquals(atHome, phone.armed()[evening])
        assertTrue(NoticeKind.ZONE_CHANGED in notices())
    }

    @Test
    fun `a clock set back brings the reminder back to its time`() {
        phone.broadcast(Intent.ACTION_BOOT_COMPLETED)
        val before = phone.armed()[evening]
        phone.app.wall = phone.app.wall.minus(Duration.ofHours(3))
        phone.broadcast(Intent.ACTION_TIME_CHANGED)
        assertEquals(before, phone.armed()[evening])
    }

    @Test
    fun `without exact alarms the reminder is armed earlier, inexactly, and the reason is shown`() {
        phone.broadcast(Intent.ACTION_BOOT_COMPLETED)
        val exact = phone.armed().getValue(evening)
        ShadowAlarmManager.setCanScheduleExactAlarms(false)
        wakes(WakeReason.LAUNCH)
        assertTrue(phone.armed().getValue(evening) < exact)
        assertTrue(NoticeKind.EXACT_ALARMS_OFF in notices())
        ShadowAlarmManager.setCanScheduleExactAlarms(true)
        phone.broadcast(AlarmManager.ACTION_SCHEDULE_EXACT_ALARM_PERMISSION_STATE_CHANGED)
        assertEquals(exact, phone.armed().getValue(evening))
        assertTrue(NoticeKind.EXACT_ALARMS_OFF !in notices())
    }

    @Test
    fun `notifications or their channel turned off is told, and counted as not shown`() {
        phone.broadcast(Intent.ACTION_BOOT_COMPLETED)
        shadowOf(phone.app.system<NotificationManager>()).setNotificationsEnabled(false)
        wakes(WakeReason.LAUNCH)
        assertTrue(NoticeKind.NOTIFICATIONS_OFF in notices())
        phone.passesUntil("19:01")
        val delivery = phone.ask { audit(1u, it) }.deliveries.single { it.delivery.id == evening }.delivery
        assertNull(delivery.shown)
    }

    @Test
    fun `loud is an alarm clock, and no other alarm is one`() {
        phone.broadcast(Intent.ACTION_BOOT_COMPLETED)
        val own = PhoneOwn(phone.app)
        runBlocking { own.keep(Own(loud = true)) }
        phone.rest()
        val clocks = phone.scheduled().filter { it.alarmClockInfo != null }.map { it.id }
        assertEquals(14, clocks.size)
        assertTrue(clocks.all { it.startsWith("evening-") }, "$clocks")
        runBlocking { own.keep(Own()) }
        phone.rest()
        assertTrue(phone.scheduled().none { it.alarmClockInfo != null })
    }

    @Test
    fun `restarted and not unlocked, the phone still reminds, and says no more than that`() {
        phone.broadcast(Intent.ACTION_BOOT_COMPLETED)
        val next = phone.armed().getValue(evening)
        phone.losesItsAlarms()
        shadowOf(phone.app.system<UserManager>()).setUserUnlocked(false)
        phone.broadcast(Intent.ACTION_LOCKED_BOOT_COMPLETED)
        assertEquals(mapOf("before unlock" to next), phone.armed())
        phone.passesUntil("19:01")
        val reminder = phone.sees("Lull: a reminder")
        assertEquals("Unlock the phone to see it.", reminder.text)
        shadowOf(phone.app.system<UserManager>()).setUserUnlocked(true)
        phone.broadcast(Intent.ACTION_BOOT_COMPLETED)
        assertTrue("before unlock" !in phone.armed())
        assertTrue("evening-2026-11-22" in phone.armed())
    }

    @Test
    fun `an alarm that another version armed makes the schedule anew`() {
        phone.app.sendBroadcast(Intent(phone.app, app.lull.phone.alarms.AlarmReceiver::class.java).putExtra("id", evening))
        phone.rest()
        assertTrue(evening in phone.armed())
    }

    @Test
    @Config(qualifiers = "de")
    fun `in German everything the system shows is German`() {
        phone.broadcast(Intent.ACTION_BOOT_COMPLETED)
        phone.passesUntil("19:01")
        phone.sees("Ihre Beine könnten bald unruhig werden")
        val channel = phone.app.system<NotificationManager>().getNotificationChannel("evening")
        assertEquals("Erinnerung am Abend", channel?.name)
    }
}
