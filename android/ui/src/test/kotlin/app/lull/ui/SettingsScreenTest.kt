package app.lull.ui

import androidx.compose.ui.test.ComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import app.lull.core.ClockTime
import app.lull.core.Swipe
import app.lull.core.Travel
import app.lull.core.Weekday
import app.lull.ui.settings.SettingsTap
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertNotNull
import kotlin.test.assertNull

@OptIn(ExperimentalTestApi::class)
class SettingsScreenTest {
    private val Bedside.kept get() = ask { settings() }

    private fun settings(story: ComposeUiTest.(Bedside) -> Unit) {
        val bedside = Bedside().setUp()
        play(bedside) {
            tap("More")
            tap("Settings")
            story(bedside)
        }
    }

    @Test
    fun `the evening reminder is turned off and on, and the plan follows`() =
        settings { bedside ->
            tap("Remind me before my legs start")
            assertFalse(bedside.kept.reminders.evening)
            assertNull(bedside.ask { plan(it).remind })
            tap("Remind me before my legs start")
            assertNotNull(bedside.ask { plan(it).remind })
        }

    @Test
    fun `a fixed time takes the plan's place until it is taken back`() =
        settings { bedside ->
            tapNamed("Change: At a fixed time")
            tap("Take this time")
            assertEquals(ClockTime(20u, 0u), bedside.kept.pinned)
            tap("No, as the plan says")
            assertNull(bedside.kept.pinned)
        }

    @Test
    fun `every choice is kept at once`() =
        settings { bedside ->
            answer("How long before?", "60 min")
            answer("Announce it a while before?", "20 min")
            answer("How often again, when you do not answer?", "Once")
            answer("How long until it comes again?", "15 min")
            answer("When you swipe it away", "It stays quiet")
            answer("Where the clock is another one than at home", "The clock at home")
            answer("How strong is the massage?", "40 %")
            tap("Tuesday")
            tap("At lights-out, for a short massage")
            val kept = bedside.kept
            assertEquals(60u.toUShort() to 20u.toUShort(), kept.leadMinutes to kept.reminders.preNoticeMinutes)
            assertEquals(1u.toUByte() to 15u.toUShort(), kept.reminders.repeat.most to kept.reminders.repeat.everyMinutes)
            assertEquals(Swipe.QUIET to Travel.KEEP_HOME, kept.reminders.swipe to kept.reminders.travel)
            assertEquals(40u.toUByte() to listOf(Weekday.TUESDAY), kept.holdLevel to kept.reminders.quietEvenings)
            tap("Tuesday")
            answer("Announce it a while before?", "No")
            assertEquals(listOf(), bedside.kept.reminders.quietEvenings)
            assertNull(bedside.kept.reminders.preNoticeMinutes)
        }

    @Test
    fun `evenings with other habits begin with the usual ones, and end with the last of them`() =
        settings { bedside ->
            tap("Friday evening")
            tap("Saturday evening")
            val usual = bedside.kept.usualBedtime
            val free = assertNotNull(bedside.kept.freeEvenings)
            assertEquals(listOf(Weekday.FRIDAY, Weekday.SATURDAY) to usual, free.evenings to free.bedtime)
            tapNamed("Change: On those, your legs start at")
            tap("Take this time")
            assertEquals(ClockTime(20u, 0u), bedside.kept.freeEvenings?.onset)
            tap("As on the others")
            assertNull(bedside.kept.freeEvenings?.onset)
            tap("Friday evening")
            tap("Saturday evening")
            assertNull(bedside.kept.freeEvenings)
        }

    @Test
    fun `what is this phone's own is kept beside the diary's settings`() =
        settings { bedside ->
            val before = bedside.kept
            tap("Set the evening reminder as an alarm clock")
            assertEquals(Own(loud = true), bedside.own.kept)
            tap("Hide Lull from screenshots")
            assertEquals(Own(loud = true, hidden = true), bedside.own.kept)
            tap("Set the evening reminder as an alarm clock")
            assertEquals(Own(hidden = true), bedside.own.kept)
            assertEquals(before, bedside.kept)
        }

    @Test
    fun `what the core refuses is said, and nothing is changed`() =
        settings { bedside ->
            val before = bedside.kept
            // an evening that begins after it ends
            bedside.ask { saveSettings(before.copy(window = before.window.copy(latest = ClockTime(23u, 0u)))) }
            val window = bedside.kept.window
            (bedside.lull.places.value.last() as Place.Settings).visited.tap(
                SettingsTap.Change { it.copy(window = it.window.copy(earliest = ClockTime(23u, 30u))) },
            )
            waitForIdle()
            sees("That cannot be kept")
            assertEquals(window, bedside.kept.window)
        }
}
