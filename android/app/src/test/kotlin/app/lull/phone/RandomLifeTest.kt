package app.lull.phone

import android.app.AlarmManager
import android.app.NotificationManager
import android.content.Intent
import app.lull.core.Cause
import app.lull.core.Fate
import app.lull.core.NoticeKind
import app.lull.core.Repeat
import app.lull.core.WakeReason
import app.lull.phone.notices.Channels
import kotlinx.coroutines.runBlocking
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowAlarmManager
import java.time.Duration
import java.time.Instant
import java.time.LocalDate
import java.time.ZoneId
import kotlin.random.Random
import kotlin.test.assertTrue

/**
 * A phone's whole year by chance: it is switched off and on, carried to other zones, updated, its clock set, permissions are
 * taken and given, reminders are tapped, swiped and left alone. Whatever happens, there is no night without either a reminder
 * or a reason that is shown.
 */
@RunWith(LevelRunner::class)
class RandomLifeTest {
    @Test
    @Config(sdk = [35])
    fun `in a year no night is without a reminder or a shown reason`() = Life(Random(20261121)).lives(nights = 365)

    @Test
    fun `nor in three weeks, on every level`() = Life(Random(7)).lives(nights = 21)
}

private class Life(
    private val chance: Random,
) {
    private val phone = Rehearsal()
    private val app = phone.app
    private val counted = sortedMapOf<String, Int>()

    /** What was seen of the night under way. */
    private var reminded = false
    private val reasons = mutableSetOf<NoticeKind>()

    fun lives(nights: Int) {
        phone.ask { saveSettings(settings().run { copy(reminders = reminders.copy(repeat = Repeat(10u, 1u))) }) }
        phone.broadcast(Intent.ACTION_BOOT_COMPLETED)
        var night = LocalDate.parse(TONIGHT)
        repeat(nights) {
            reminded = false
            reasons.clear()
            val noon = night.plusDays(1).atTime(12, 0).atZone(app.zone).toInstant()
            while (app.wall < noon) {
                passes(minOf(noon, app.wall + Duration.ofMinutes(chance.nextLong(30, 600))))
                if (app.wall < noon) happens()
            }
            judge(night)
            // by the clock that counts here, a journey may have eaten up days
            night = maxOf(night.plusDays(1), app.wall.atZone(app.zone).toLocalDate())
        }
        println("$nights nights: $counted")
        assertTrue(counted.getValue("nights with a reminder") > nights / 3, "$counted")
    }

    private fun judge(night: LocalDate) {
        val chosen = phone.ask { planFor(night.toString(), it) }
        val why =
            when {
                reminded -> "nights with a reminder"
                chosen.remindAt == null -> "nights the person wanted none"
                reasons.isNotEmpty() -> "nights with a shown reason"
                isExplained(night) -> "nights whose missed reminder the audit explains"
                else -> phone.fail("the night of $night had neither a reminder nor a shown reason; the plan: $chosen")
            }
        counts(why)
    }

    /** The screen on reminders says what stood in the way, such as a phone that was off until the morning. */
    private fun isExplained(night: LocalDate) =
        phone.ask { audit(7u, it) }.deliveries.any { audited ->
            val cause = audited.delivery.hinderedBy
            audited.delivery.id == "evening-$night" && audited.fate == Fate.Missed && cause != null && cause != Cause.UNKNOWN
        }

    /** Time passes, every alarm in it rings, and what is on the screen is looked at. */
    private fun passes(end: Instant) {
        while (true) {
            val next = phone.scheduled().minOfOrNull { it.triggerAtMs }?.let(Instant::ofEpochMilli) ?: break
            if (next > end) break
            phone.passesUntil(maxOf(next, app.wall))
            look()
        }
        phone.passesUntil(end)
    }

    private fun look() {
        val shown = app.system<NotificationManager>().areNotificationsEnabled()
        if (shown && phone.notifications().any { it.channelId == Channels.EVENING }) reminded = true
        reasons += app.wakes.notices.value.map { it.kind }
    }

    private fun happens() {
        when (chance.nextInt(20)) {
            in 0..3 -> opens()
            in 4..8 -> answers()
            9 -> isOff()
            10 -> goesElsewhere()
            11 -> setsTheClock()
            12 -> isUpdated()
            in 13..14 -> changesExactAlarms()
            15 -> changesNotifications()
            16 -> wakes(WakeReason.TAP).also { phone.ask { symptomsStarted(it) } }
            else -> Unit
        }
        look()
    }

    private fun opens() = wakes(WakeReason.LAUNCH)

    private fun wakes(reason: WakeReason) {
        counts("$reason")
        phone.note("wakes: $reason")
        runBlocking { app.wakes.wake(reason) }
        phone.rest()
    }

    private fun answers() {
        val reminder = phone.notifications().filter { it.channelId == Channels.EVENING }.randomOrNull(chance) ?: return
        val buttons = reminder.actions.map { it.title.toString() }.filter { it != "Start" && it != "Open" }
        val button = buttons.randomOrNull(chance)
        if (button == null || chance.nextInt(4) == 0) {
            counts("swipes")
            phone.swipes(reminder)
        } else {
            counts("answers")
            phone.taps(reminder, button)
        }
    }

    private fun isOff() {
        counts("switched off")
        phone.isOffUntil(app.wall + Duration.ofMinutes(chance.nextLong(1, 900)))
        phone.broadcast(Intent.ACTION_BOOT_COMPLETED)
    }

    private fun goesElsewhere() {
        counts("journeys")
        app.zone =
            ZoneId.of(listOf("Europe/Berlin", "Europe/Berlin", "America/New_York", "Asia/Tokyo", "Asia/Kathmandu", "Pacific/Apia").random(chance))
        phone.note("in ${app.zone}")
        phone.broadcast(Intent.ACTION_TIMEZONE_CHANGED)
    }

    private fun setsTheClock() {
        counts("clock set")
        app.wall += Duration.ofMinutes(chance.nextLong(-90, 90))
        phone.note("clock set")
        phone.broadcast(Intent.ACTION_TIME_CHANGED)
    }

    private fun isUpdated() {
        counts("updates")
        phone.losesItsAlarms()
        phone.broadcast(Intent.ACTION_MY_PACKAGE_REPLACED)
    }

    /** A permission that is given is announced; one that is taken away takes exact alarms with it and is not. */
    private fun changesExactAlarms() {
        val given = chance.nextInt(3) > 0
        if (given == app.system<AlarmManager>().canScheduleExactAlarms()) return
        counts(if (given) "exact alarms given" else "exact alarms taken")
        phone.note("exact alarms: $given")
        if (!given) phone.losesItsAlarms()
        ShadowAlarmManager.setCanScheduleExactAlarms(given)
        if (given) phone.broadcast(AlarmManager.ACTION_SCHEDULE_EXACT_ALARM_PERMISSION_STATE_CHANGED)
    }

    private fun changesNotifications() {
        val given = chance.nextInt(3) > 0
        counts("notifications $given")
        phone.note("notifications: $given")
        shadowOf(app.system<NotificationManager>()).setNotificationsEnabled(given)
    }

    private fun counts(what: String) {
        counted.merge(what, 1, Int::plus)
    }
}
