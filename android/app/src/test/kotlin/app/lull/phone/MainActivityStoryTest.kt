package app.lull.phone

import android.Manifest
import android.content.Intent
import android.content.pm.PackageManager
import android.view.WindowManager
import app.lull.core.ProgramKind
import app.lull.phone.ports.PhoneOwn
import app.lull.ui.Own
import app.lull.ui.Place
import kotlinx.coroutines.runBlocking
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertIs
import kotlin.test.assertNotNull
import kotlin.test.assertTrue

/** The one window: where every door leads, what it asks for, and that it comes and goes without anything being lost. */
@RunWith(LevelRunner::class)
class MainActivityStoryTest {
    private val phone = Rehearsal()
    private val here: Place get() = phone.app.lull.places.value.last()

    private fun open(
        intent: Intent = Intent(Intent.ACTION_MAIN),
        story: (ActivityController<MainActivity>) -> Unit,
    ) = Robolectric.buildActivity(MainActivity::class.java, intent).setup().use {
        phone.rest()
        story(it)
    }

    @Test
    fun `opening Lull arms the reminders and shows tonight`() =
        open {
            assertEquals(1, phone.app.shown)
            assertIs<Place.Tonight>(here)
            assertTrue("evening-$TONIGHT" in phone.armed())
        }

    @Test
    fun `the morning's door leads to that night's log`() =
        open(Doors.intent(phone.app, Doors.MORNING, "2026-11-20").putExtra("night", "2026-11-20")) {
            assertIs<Place.Morning>(here)
        }

    @Test
    fun `the shortcut to the log finds the night itself`() = open(Doors.intent(phone.app, Doors.MORNING)) { assertIs<Place.Morning>(here) }

    @Test
    fun `the door of the symptoms notes them`() =
        open(Doors.intent(phone.app, Doors.SYMPTOMS_STARTED)) { assertNotNull(phone.ask { entry(TONIGHT) }?.onset) }

    @Test
    fun `the door of a lights-out reminder starts the short massage, with its service`() =
        open(Doors.startIntent(phone.app, "top-up-$TONIGHT")) {
            assertIs<Place.Session>(here)
            phone.waits("it runs") { phone.app.lull.session.state.value.view != null }
            assertEquals(ProgramKind.TOP_UP, phone.ask { runningSession() }?.view()?.program)
            assertNotNull(shadowOf(phone.app).nextStartedService, "the service that keeps it alive")
            phone.ask { runningSession()?.stop() }
            phone.waits("it ended") { phone.ask { runningSession() } == null }
        }

    @Test
    fun `a refused permission is no end - the start goes on and says what is missing`() {
        shadowOf(phone.app).denyPermissions(*Permissions.BLUETOOTH.toTypedArray())
        open(Doors.startIntent(phone.app, null)) { controller ->
            val activity = controller.get()
            val asked = shadowOf(activity).lastRequestedPermission
            val denied = IntArray(asked.requestedPermissions.size) { PackageManager.PERMISSION_DENIED }
            activity.onRequestPermissionsResult(asked.requestCode, asked.requestedPermissions.map { it!! }.toTypedArray(), denied)
            phone.rest()
            assertIs<Place.Session>(here)
            phone.waits("it runs, on what needs no Bluetooth") { phone.app.lull.session.state.value.view != null }
            phone.ask { runningSession()?.stop() }
            phone.waits("it ended") { phone.ask { runningSession() } == null }
        }
    }

    @Test
    fun `turning the phone starts nothing twice`() =
        open(Doors.startIntent(phone.app, null)) { controller ->
            phone.waits("it runs") { phone.app.lull.session.state.value.view != null }
            val first = phone.ask { runningSession() }?.id()
            controller.recreate()
            phone.rest()
            assertEquals(first, phone.ask { runningSession() }?.id())
            assertIs<Place.Session>(here)
            phone.ask { runningSession()?.stop() }
            phone.waits("it ended") { phone.ask { runningSession() } == null }
        }

    @Test
    fun `only what is needed is asked for`() =
        open { controller ->
            shadowOf(phone.app).denyPermissions(Manifest.permission.BLUETOOTH_SCAN)
            var went = false
            controller.get().ask(Permissions.BLUETOOTH) { went = true }
            assertEquals(listOf(Manifest.permission.BLUETOOTH_SCAN), shadowOf(controller.get()).lastRequestedPermission.requestedPermissions.toList())
            assertTrue(!went)
        }

    @Test
    fun `hidden from screenshots where the person wants it`() {
        phone.app.settings.hidesFromScreenshots = true
        open { controller ->
            assertTrue(controller.get().isHidden)
        }
    }

    @Test
    fun `hidden and shown again as soon as the person says so`() =
        open { controller ->
            val own = PhoneOwn(phone.app)
            assertFalse(controller.get().isHidden)
            runBlocking { own.keep(Own(hidden = true)) }
            assertTrue(controller.get().isHidden)
            controller.recreate()
            assertTrue(controller.get().isHidden)
            runBlocking { own.keep(Own()) }
            assertFalse(controller.get().isHidden)
        }

    private val MainActivity.isHidden get() = window.attributes.flags and WindowManager.LayoutParams.FLAG_SECURE != 0
}
