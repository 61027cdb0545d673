package app.lull.phone

import android.appwidget.AppWidgetManager
import android.content.Intent
import android.widget.TextView
import app.lull.R
import app.lull.core.ProgramKind
import app.lull.core.SessionRequest
import app.lull.phone.quick.TonightTile
import app.lull.phone.quick.TonightWidget
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import kotlin.test.assertEquals
import kotlin.test.assertNotNull
import kotlin.test.assertNull

/** The quick ways: what another app, the tile and the widget can do. */
@RunWith(LevelRunner::class)
class QuickTest {
    private val phone = Rehearsal()
    private val soon = "Your legs may start soon"

    private fun reminded() {
        phone.broadcast(Intent.ACTION_BOOT_COMPLETED)
        phone.passesUntil("19:01")
        phone.sees(soon)
    }

    private fun isAnsweredForGood() {
        assertNull(phone.notification(soon))
        phone.passesUntil("23:30")
        assertNull(phone.notification(soon))
    }

    @Test
    fun `another app can note that they started`() {
        phone.broadcast("app.lull.action.SYMPTOMS_STARTED")
        assertNotNull(phone.ask { entry(TONIGHT) }?.onset)
    }

    @Test
    fun `noted by another app, the reminder that stands is taken back and does not come again`() {
        reminded()
        phone.broadcast("app.lull.action.SYMPTOMS_STARTED")
        isAnsweredForGood()
    }

    @Test
    fun `noted on the widget, the reminder that stands is taken back and does not come again`() {
        val widgets = shadowOf(AppWidgetManager.getInstance(phone.app))
        val id = widgets.createWidget(TonightWidget::class.java, R.layout.widget)
        reminded()
        checkNotNull(widgets.getViewFor(id).findViewById<TextView>(R.id.widget_started)).performClick()
        phone.rest()
        isAnsweredForGood()
    }

    @Test
    fun `another app's start needs the person's tap, and nothing turns before it`() {
        phone.broadcast("app.lull.action.START")
        assertNull(phone.ask { runningSession() })
        assertEquals(Doors.START, phone.sees("Tap to start the massage on the screen").contentIntent.sends.action)
    }

    @Test
    fun `another app can stop the massage`() {
        phone.ask { startSession(SessionRequest(ProgramKind.EVENING, 7u), it) }
        phone.broadcast("app.lull.action.STOP")
        phone.waits("it ended") { phone.ask { runningSession() } == null }
    }

    @Test
    fun `the widget shows tonight's reminder and notes that they started`() {
        val widgets = shadowOf(AppWidgetManager.getInstance(phone.app))
        val id = widgets.createWidget(TonightWidget::class.java, R.layout.widget)
        phone.rest()
        val drawn = widgets.getViewFor(id)
        assertEquals("Reminder at 6:50 PM", drawn.findViewById<TextView>(R.id.widget_when)?.text)
        checkNotNull(drawn.findViewById<TextView>(R.id.widget_started)).performClick()
        phone.rest()
        assertNotNull(phone.ask { entry(TONIGHT) }?.onset)
    }

    @Test
    fun `the tile shows tonight's reminder`() {
        val tile = Robolectric.setupService(TonightTile::class.java)
        tile.onStartListening()
        phone.rest()
        assertEquals("6:50 PM", tile.qsTile.subtitle)
    }

    // from Android 14 on the tile hands a pending intent to the system's own service, which is not there
    @Test
    @Config(sdk = [31])
    fun `a tap on the tile opens the start`() {
        Robolectric.setupService(TonightTile::class.java).onClick()
        assertEquals(Doors.START, shadowOf(phone.app).nextStartedActivity.action)
    }
}
