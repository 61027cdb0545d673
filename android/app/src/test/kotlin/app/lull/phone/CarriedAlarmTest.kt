package app.lull.phone

import android.content.Intent
import android.os.Parcel
import app.lull.phone.alarms.CarriedAlarm
import app.lull.ui.words.English
import app.lull.ui.words.German
import app.lull.ui.words.Times
import org.junit.Test
import org.junit.runner.RunWith
import java.util.Locale
import kotlin.test.assertEquals
import kotlin.test.assertNull
import kotlin.test.assertTrue

/** What an alarm carries through the system, for every alarm that the core makes. */
@RunWith(LevelRunner::class)
class CarriedAlarmTest {
    private val phone = Rehearsal()

    /** Every kind of alarm there is, from the real core with everything turned on. */
    private fun everyAlarm(): List<CarriedAlarm> {
        phone.ask {
            saveSettings(settings().run { copy(reminders = reminders.copy(topUp = true, preNoticeMinutes = 15u, safetyNet = true, openApp = true)) })
        }
        val schedule = phone.ask { wake(app.lull.core.WakeReason.LAUNCH, it, PhoneCapabilities(phone.app).read()) }
        return schedule.alarms.map(::CarriedAlarm)
    }

    private fun through(intent: Intent): Intent {
        val parcel = Parcel.obtain()
        intent.writeToParcel(parcel, 0)
        parcel.setDataPosition(0)
        return Intent.CREATOR.createFromParcel(parcel).also { parcel.recycle() }
    }

    @Test
    fun `every alarm comes back from the system as it went`() {
        val alarms = everyAlarm()
        assertTrue(alarms.size > 40, "${alarms.size}")
        for (alarm in alarms) assertEquals(alarm, CarriedAlarm.from(through(alarm.into(Intent()))))
    }

    @Test
    fun `every alarm has words of its own in both languages`() {
        val kinds = everyAlarm().groupBy { it.id.substringBefore("-20") }
        assertEquals(
            setOf("evening", "repeat-1", "repeat-2", "repeat-3", "pre-notice", "top-up", "morning-log", "safety-net", "open-app"),
            kinds.keys,
        )
        for ((kind, alarms) in kinds) {
            for (words in listOf(English, German)) {
                val message = alarms.first().message
                val text = words.reminder.text(message, Times(Locale.UK, is24Hour = true))
                assertTrue(text.isNotBlank() && words.reminder.title(message) != words.reminder.hidden, "$kind: $message")
            }
        }
    }

    @Test
    fun `what is no alarm of this version is none`() {
        val whole = everyAlarm().first().into(Intent())
        for (missing in listOf("id", "key", "args", "actions")) {
            assertNull(CarriedAlarm.from(Intent(whole).apply { removeExtra(missing) }), missing)
        }
        assertNull(CarriedAlarm.from(Intent(whole).putExtra("actions", arrayOf("fly"))))
    }
}
