package app.lull.ui

import androidx.compose.ui.test.ComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import app.lull.core.AlarmKind
import app.lull.core.Capabilities
import app.lull.core.WakeReason
import app.lull.ui.words.English
import app.lull.ui.words.German
import kotlin.test.Test
import kotlin.test.assertEquals

@OptIn(ExperimentalTestApi::class)
class ReliabilityScreenTest {
    private val allAllowed = Capabilities(exactAlarms = true, notifications = true, slots = 500u)

    private fun reliability(
        bedside: Bedside,
        story: ComposeUiTest.() -> Unit,
    ) = play(bedside) {
        tap("More")
        tap("Will reminders come?")
        story()
    }

    /** An evening whose reminder the phone fired so many minutes late, and showed. */
    private fun Bedside.reminded(
        night: String,
        minutesLate: Long,
    ) = apply {
        val evening = wall
        wall = "${night}T12:30"
        val alarm = ask { wake(WakeReason.ALARM, it, allAllowed).alarms.first { one -> one.kind == AlarmKind.EVENING } }
        val came = moment(wall).copy(at = alarm.at.plusSeconds(60 * minutesLate))
        ask { alarmFired(alarm.id, came) }
        ask { alarmShown(alarm.id, came) }
        wall = evening
    }

    @Test
    fun `what the phone has in the way is said with what it is for, and can be changed`() {
        val bedside = Bedside().setUp()
        bedside.readiness.set(CheckKind.BATTERY, CheckState.HINDERS)
        bedside.readiness.set(CheckKind.MAKER, CheckState.UNKNOWN)
        reliability(bedside) {
            sees("Notifications: fine")
            sees("Battery saving: in the way")
            sees("Let Lull run without restriction")
            sees("The maker's own settings: the phone does not say")
            tapNamed("Change it: Battery saving")
            sees("Battery saving: fine")
            seesNot("Let Lull run without restriction")
        }
    }

    @Test
    fun `what a maker known for it adds is said step by step, and of any other in general`() {
        for (words in listOf(English, German)) {
            val steps = Maker.entries.map { words.reliability.makerAbout(it) to words.reliability.makerSteps(it) }
            assertEquals(Maker.entries.size, steps.toSet().size)
        }
        for (maker in Maker.entries) {
            val bedside = Bedside().setUp()
            bedside.readiness.set(CheckKind.MAKER, CheckState.UNKNOWN)
            bedside.readiness.maker = maker
            reliability(bedside) {
                sees(English.reliability.makerAbout(maker))
                English.reliability.makerSteps(maker).forEachIndexed { before, step -> sees("${before + 1}. $step") }
                seesNot("Some makers stop apps on their own.")
            }
        }
        val bedside = Bedside().setUp()
        bedside.readiness.set(CheckKind.MAKER, CheckState.UNKNOWN)
        reliability(bedside) { sees("Some makers stop apps on their own.") }
    }

    @Test
    fun `what stands in the way of the plan is the core's notice`() {
        val bedside = Bedside().setUp()
        bedside.reminders.allowed = Capabilities(exactAlarms = false, notifications = true, slots = 500u)
        reliability(bedside) { sees("Exact alarms are not allowed") }
    }

    @Test
    fun `a test reminder is set, or refused with a hint`() {
        val bedside = Bedside().setUp()
        reliability(bedside) {
            tap("Remind me in one minute")
            sees("Set. It comes in one minute.")
            bedside.readiness.takesReminders = false
            tap("Remind me in one minute")
            sees("The phone refused it.")
            seesNot("Set. It comes")
        }
    }

    @Test
    fun `before the first reminder it says what will be found here`() = reliability(Bedside().setUp()) { sees("No evening reminder was due yet.") }

    @Test
    fun `how reminders came is the core's own count, and those not on time are told one by one`() {
        val bedside = Bedside().setUp()
        bedside.reminded("2026-11-18", 0).reminded("2026-11-19", 0).reminded("2026-11-20", 22)
        val audit = bedside.ask { audit(28u, it) }
        assertEquals(listOf(2u, 1u, 0u), listOf(audit.onTime, audit.late, audit.missed))
        reliability(bedside) {
            sees("2 on time, 1 late by 22 min, 0 missed")
            sees("1 late: why is not known")
            sees("Friday 20 November, reminder of 18:50: came 22 min late")
        }
    }
}
