package app.lull.phone

import android.content.Intent
import app.lull.core.WakeReason
import kotlinx.coroutines.runBlocking
import org.junit.Test
import org.junit.runner.RunWith
import kotlin.test.assertEquals
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue

/** An evening's reminder from the schedule to the answer, through the system's own classes. */
@RunWith(LevelRunner::class)
class ReminderStoryTest {
    private val phone = Rehearsal()
    private val evening = "evening-$TONIGHT"
    private val soon = "Your legs may start soon"

    @Test
    fun `after a restart every night ahead has its reminder again`() {
        phone.broadcast(Intent.ACTION_BOOT_COMPLETED)
        val evenings = phone.armed().keys.filter { it.startsWith("evening-") }
        assertEquals(14, evenings.size, "${phone.armed()}")
        assertEquals(phone.ask { plan(it).remindAt }, phone.armed()[evening])
    }

    @Test
    fun `the reminder rings, is seen, and can be answered at once`() {
        phone.broadcast(Intent.ACTION_BOOT_COMPLETED)
        phone.passesUntil("19:30")
        val reminder = phone.sees(soon)
        assertEquals(listOf("Start", "In 10 min", "Not tonight", "Already started"), reminder.actions.map { it.title.toString() })
        val delivery = phone.ask { audit(1u, it) }.deliveries.single { it.delivery.id == evening }.delivery
        assertNotNull(delivery.fired)
        assertNotNull(delivery.shown)
        assertEquals("Lull: a reminder", reminder.publicVersion.title)
    }

    @Test
    fun `a repetition takes the place of the reminder it repeats`() {
        phone.broadcast(Intent.ACTION_BOOT_COMPLETED)
        phone.passesUntil("19:30")
        assertEquals(listOf(soon), phone.notifications().map { it.title })
        assertTrue("First told at 6:50 PM" in phone.sees(soon).text, phone.sees(soon).text)
    }

    @Test
    fun `a snooze takes the reminder away and brings it back`() {
        phone.broadcast(Intent.ACTION_BOOT_COMPLETED)
        phone.passesUntil("19:30")
        phone.taps(phone.sees(soon), "In 10 min")
        assertNull(phone.notification(soon))
        assertEquals(instant("19:40"), phone.armed()[evening])
        phone.passesUntil("19:41")
        phone.sees(soon)
    }

    @Test
    fun `a reminder that is swiped away comes again`() {
        phone.broadcast(Intent.ACTION_BOOT_COMPLETED)
        phone.passesUntil("19:30")
        phone.swipes(phone.sees(soon))
        assertNull(phone.notification(soon))
        phone.passesUntil("19:45")
        phone.sees(soon)
    }

    @Test
    fun `not tonight means nothing more tonight`() {
        phone.broadcast(Intent.ACTION_BOOT_COMPLETED)
        phone.passesUntil("19:30")
        phone.taps(phone.sees(soon), "Not tonight")
        val tonight = phone.armed().keys.filter { it.endsWith(TONIGHT) && !it.startsWith("morning-log") }
        assertTrue(tonight.isEmpty(), "$tonight")
        assertNotNull(phone.armed()["evening-2026-11-22"])
    }

    @Test
    fun `already started is noted in the diary`() {
        phone.broadcast(Intent.ACTION_BOOT_COMPLETED)
        phone.passesUntil("19:30")
        phone.taps(phone.sees(soon), "Already started")
        assertNotNull(phone.ask { entry(TONIGHT) }?.onset)
    }

    @Test
    fun `the morning asks for its night, and a tap opens it`() {
        phone.broadcast(Intent.ACTION_BOOT_COMPLETED)
        phone.passesUntil("2026-11-22T10:00")
        val tap = phone.sees("How was your night?").contentIntent.sends
        assertEquals(Doors.MORNING to TONIGHT, tap.action to tap.getStringExtra("night"))
    }

    @Test
    fun `planning twice arms nothing twice`() {
        phone.broadcast(Intent.ACTION_BOOT_COMPLETED)
        val before = phone.armed()
        runBlocking { phone.app.wakes.wake(WakeReason.TAP) }
        phone.rest()
        assertEquals(before, phone.armed())
        assertEquals(before.size, phone.scheduled().size)
    }
}
