package app.lull.phone

import android.content.Intent
import app.lull.core.Action
import app.lull.ui.tonight.TonightTap
import org.junit.Test
import org.junit.runner.RunWith
import kotlin.test.assertEquals
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue

/** A reminder stands in the shade, and the person answers on the screen instead. */
@RunWith(LevelRunner::class)
class ScreenAnswersTest {
    private val phone = Rehearsal()
    private val soon = "Your legs may start soon"
    private val topUp = "Lights out"

    private fun reminded(until: String = "19:01") {
        phone.broadcast(Intent.ACTION_BOOT_COMPLETED)
        phone.passesUntil(until)
    }

    private fun taps(tap: TonightTap) {
        phone.app.lull.tonight.tap(tap)
        phone.rest()
    }

    /** Starts on the screen, and ends again what began. */
    private fun starts() {
        phone.app.lull.start()
        phone.waits("it runs") { phone.app.lull.session.state.value.view != null }
        phone.ask { runningSession()?.stop() }
        phone.waits("it ended") { phone.ask { runningSession() } == null }
    }

    @Test
    fun `skipped on the screen, it is taken back and does not come again`() {
        reminded()
        phone.sees(soon)
        taps(TonightTap.Skip)
        assertNull(phone.notification(soon))
        phone.passesUntil("23:30")
        assertNull(phone.notification(soon))
        assertNotNull(phone.armed()["evening-2026-11-22"])
    }

    @Test
    fun `noted on the screen that they started, it is taken back`() {
        reminded()
        phone.sees(soon)
        taps(TonightTap.SymptomsStarted)
        assertNull(phone.notification(soon))
    }

    @Test
    fun `the massage started on the screen answers it, and a repetition is not to come`() {
        reminded("18:55")
        phone.sees(soon)
        starts()
        assertNull(phone.notification(soon))
        assertTrue(phone.armed().keys.none { it.startsWith("repeat-") && it.endsWith(TONIGHT) }, "${phone.armed().keys}")
        val delivery = phone.ask { audit(1u, it) }.deliveries.single { it.delivery.id == "evening-$TONIGHT" }
        assertEquals(Action.Start, delivery.delivery.acted?.action)
    }

    @Test
    fun `the morning's question stays, whatever the evening's answer`() {
        reminded("2026-11-22T10:00")
        phone.sees("How was your night?")
        taps(TonightTap.Skip)
        starts()
        phone.sees("How was your night?")
    }

    @Test
    fun `the short massage at lights-out is not what the evening's start began`() {
        phone.ask { saveSettings(settings().run { copy(reminders = reminders.copy(topUp = true)) }) }
        reminded("18:10")
        phone.passesUntil(checkNotNull(phone.armed()["top-up-$TONIGHT"]).plusSeconds(60))
        phone.sees(topUp)
        starts()
        phone.sees(topUp)
        taps(TonightTap.Skip)
        assertNull(phone.notification(topUp))
    }
}
