package app.lull.phone

import android.app.AlarmManager
import android.app.Notification
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.Intent
import android.os.Looper
import app.lull.core.Moment
import app.lull.core.SafetyCheck
import app.lull.phone.alarms.CarriedAlarm
import kotlinx.coroutines.runBlocking
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowAlarmManager
import java.time.Duration
import java.time.Instant

/** One phone and one person, played by a test. Each step ends when the phone has come to rest. */
internal class Rehearsal {
    val app = RuntimeEnvironment.getApplication() as RehearsedApplication
    private val alarmManager = app.system<AlarmManager>()
    private val notificationManager = app.system<NotificationManager>()
    private val told = mutableListOf<String>()

    init {
        ShadowAlarmManager.setCanScheduleExactAlarms(true)
        shadowOf(app).grantPermissions(*(Permissions.BLUETOOTH + Permissions.NOTIFICATIONS).toTypedArray())
        ask { saveSettings(settings().copy(safety = SafetyCheck(instant("15:00"), listOf(), false))) }
    }

    fun <T> ask(question: app.lull.core.App.(Moment) -> T): T = runBlocking { app.host.ask(question) }

    /** What the system sends. */
    fun broadcast(action: String) {
        note("broadcast $action")
        app.sendBroadcast(Intent(action).setPackage(app.packageName))
        rest()
    }

    /** Time passes, and every alarm in it rings. */
    fun passesUntil(wall: String) = passesUntil(instant(wall))

    fun passesUntil(end: Instant) {
        while (true) {
            val next = scheduled().minByOrNull { it.triggerAtMs } ?: break
            val at = Instant.ofEpochMilli(next.triggerAtMs)
            if (at > end) break
            pass(maxOf(at, app.wall))
            note("rings: ${next.id}")
            shadowOf(alarmManager).fireAlarm(next)
            rest()
        }
        pass(maxOf(end, app.wall))
        rest()
    }

    /** Switched off until then: nothing rings, and with the phone go its alarms and what it showed. */
    fun isOffUntil(end: Instant) {
        note("off until $end")
        losesItsAlarms()
        notificationManager.cancelAll()
        pass(end)
        app.sinceBoot = Duration.ofMinutes(1)
    }

    /** The system drops them without a word. */
    fun losesItsAlarms() {
        for (alarm in scheduled()) alarmManager.cancel(alarm.sends)
    }

    /** Everything that the phone still has to do is done. */
    fun rest() {
        shadowOf(Looper.getMainLooper()).idle()
        PhoneRefuses.nothingOf(this)
    }

    fun scheduled(): List<ShadowAlarmManager.ScheduledAlarm> = shadowOf(alarmManager).scheduledAlarms

    fun armed(): Map<String, Instant> = scheduled().associate { it.id to Instant.ofEpochMilli(it.triggerAtMs) }

    fun notifications(): List<Notification> = shadowOf(notificationManager).allNotifications

    /** The one that says this. */
    fun notification(text: String): Notification? = notifications().find { text in it.title || text in it.text }

    fun sees(text: String): Notification = notification(text) ?: fail("no notification says: $text")

    /** Presses a button of a notification. */
    fun taps(
        notification: Notification,
        button: String,
    ) {
        note("taps $button")
        val action = notification.actions.find { it.title == button } ?: fail("no button $button but ${notification.actions.map { it.title }}")
        action.actionIntent.send()
        rest()
    }

    fun swipes(notification: Notification) {
        note("swipes ${notification.title}")
        for (shown in notificationManager.activeNotifications) {
            if (shown.notification.title == notification.title) notificationManager.cancel(shown.tag, shown.id)
        }
        notification.deleteIntent.send()
        rest()
    }

    /** Waits in the world's time for what comes from the core's own threads. */
    fun waits(
        what: String,
        holds: () -> Boolean,
    ) {
        val end = System.nanoTime() + PATIENCE.toNanos()
        while (!holds()) {
            if (System.nanoTime() > end) fail("waited in vain until $what")
            Thread.onSpinWait()
            shadowOf(Looper.getMainLooper()).idle()
        }
        rest()
    }

    fun note(line: String) {
        told += "${app.wall.atZone(app.zone).toLocalDateTime()} $line"
    }

    /** Ends the test with everything that happened. */
    fun fail(why: String): Nothing {
        val shown = notifications().joinToString("\n") { "  ${it.title}: ${it.text}" }
        val armed = armed().entries.joinToString("\n") { "  ${it.key} ${it.value}" }
        throw AssertionError("$why\n${told.joinToString("\n")}\nnotifications:\n$shown\narmed:\n$armed")
    }

    private fun pass(to: Instant) {
        app.sinceBoot += Duration.between(app.wall, to)
        app.wall = to
    }

    private companion object {
        val PATIENCE: Duration = Duration.ofSeconds(60)
    }
}

internal val Notification.title: String get() = extras.getCharSequence(Notification.EXTRA_TITLE)?.toString().orEmpty()
internal val Notification.text: String get() = extras.getCharSequence(Notification.EXTRA_TEXT)?.toString().orEmpty()

/** What a tap on it sends. */
internal val PendingIntent.sends: Intent get() = shadowOf(this).savedIntent

// deprecated without anything in its place
@Suppress("DEPRECATION")
internal val ShadowAlarmManager.ScheduledAlarm.sends: PendingIntent get() = checkNotNull(operation)

/** The core's name for it. */
internal val ShadowAlarmManager.ScheduledAlarm.id: String get() = CarriedAlarm.from(sends.sends)?.id ?: "before unlock"
