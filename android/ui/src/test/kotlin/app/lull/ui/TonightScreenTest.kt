package app.lull.ui

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.assertIsEnabled
import androidx.compose.ui.test.assertIsNotEnabled
import androidx.compose.ui.test.onNodeWithText
import app.lull.core.Action
import app.lull.core.Capabilities
import app.lull.core.ClockTime
import app.lull.core.Onset
import app.lull.core.PlanReason
import app.lull.core.Symptoms
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertIs
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue

@OptIn(ExperimentalTestApi::class)
class TonightScreenTest {
    private val Bedside.remind get() = ask { plan(it).remind }?.let { ClockTime(it.hour, it.minute) }

    private fun ClockTime.minutes() = hour.toInt() * 60 + minute.toInt()

    @Test
    fun `a new person sees that the plan rests on assumptions, and no start before the safety check`() {
        val bedside = Bedside()
        play(bedside) {
            sees("You have not told Lull your bedtime yet")
            sees("A few safety questions come before the first massage.")
            onNodeWithText("Start the massage").assertIsNotEnabled()
            bedside.setUp()
            bedside.lull.tonight.look()
            waitForIdle()
            onNodeWithText("Start the massage").assertIsEnabled()
            seesNot("You have not told Lull")
        }
    }

    @Test
    fun `why then gives every reason of the plan, once asked`() {
        val bedside = Bedside().setUp()
        play(bedside) {
            seesNot("For most people symptoms start")
            tap("Why then")
            sees("For most people symptoms start")
            assertIs<PlanReason.FromBedtime>(bedside.ask { plan(it).reasons.first() })
        }
    }

    @Test
    fun `later and earlier move this one evening, and as usual takes it back`() {
        val bedside = Bedside().setUp()
        val planned = assertNotNull(bedside.remind)
        play(bedside) {
            seesNot("As usual again")
            tap("15 min later")
            assertEquals(planned.minutes() + 15, bedside.remind?.minutes())
            tap("15 min earlier")
            tap("15 min earlier")
            assertEquals(planned.minutes() - 15, bedside.remind?.minutes())
            tap("As usual again")
            assertEquals(planned, bedside.remind)
            seesNot("As usual again")
        }
    }

    @Test
    fun `a skipped evening has no reminder until it is as usual again`() {
        val bedside = Bedside().setUp()
        play(bedside) {
            tap("Skip tonight")
            sees("No reminder tonight")
            assertEquals(listOf<Action>(Action.SkipTonight), bedside.reminders.answers)
            assertNull(bedside.remind)
            tap("As usual again")
            assertNotNull(bedside.remind)
            seesNot("No reminder tonight")
        }
    }

    @Test
    fun `my legs have started is noted at once and takes the reminder out`() {
        val bedside = Bedside("19:05").setUp()
        play(bedside) {
            tap("My legs have started")
            sees("Noted.")
            val entry = assertNotNull(bedside.ask { entry(TONIGHT) })
            assertEquals(Symptoms.YES, entry.symptoms)
            assertEquals(ClockTime(19u, 5u), assertIs<Onset.At>(entry.onset).time)
            assertNull(bedside.remind)
            assertEquals(listOf<Action>(Action.AlreadyStarted), bedside.reminders.answers)
        }
    }

    @Test
    fun `what stands in the way of reminders is said`() {
        val bedside = Bedside().setUp()
        bedside.reminders.allowed = Capabilities(exactAlarms = false, notifications = false, slots = 500u)
        play(bedside) {
            sees("Notifications are off")
            sees("Exact alarms are not allowed")
        }
    }

    @Test
    fun `last night is offered to be logged until it is`() {
        val bedside = Bedside("08:00").setUp()
        play(bedside) {
            tap("How was Friday 20 November?")
            answer("Did your legs bother you?", "No")
            tap("Done")
            seesNot("How was")
            assertEquals(Symptoms.NO, bedside.ask { entry(LAST_NIGHT) }?.symptoms)
        }
    }

    @Test
    fun `a diary that cannot be kept is said, and what was seen stays`() {
        val bedside = Bedside().setUp()
        play(bedside) {
            val shown = count("Reminder at")
            // moving by a quarter of an hour goes on until the night's end refuses it
            bedside.wall = "18:40"
            repeat(4) { tap("15 min earlier") }
            sees("That cannot be kept. Reminder: that is not possible now.")
            assertEquals(shown, count("Reminder at"))
            assertTrue(count("Try again") == 1)
        }
    }
}
