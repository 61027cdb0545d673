package app.lull.phone

import android.app.Activity
import android.app.NotificationManager
import android.content.ComponentName
import android.content.Intent
import android.content.IntentFilter
import android.net.Uri
import android.provider.Settings
import app.lull.phone.ports.MakerPages
import app.lull.phone.ports.PhoneFiles
import app.lull.phone.ports.PhoneReadiness
import app.lull.ui.Check
import app.lull.ui.CheckKind
import app.lull.ui.CheckState
import app.lull.ui.Maker
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowAlarmManager
import java.io.ByteArrayOutputStream
import kotlin.test.assertContentEquals
import kotlin.test.assertEquals
import kotlin.test.assertTrue

/** What the screens ask of the phone. */
@RunWith(LevelRunner::class)
class PortsTest {
    private val phone = Rehearsal()
    private val readiness = PhoneReadiness(phone.app)

    private fun state(kind: CheckKind): CheckState {
        runBlocking { readiness.look() }
        return readiness.checks.value.single { it.kind == kind }.state
    }

    @Test
    fun `what stands in the way is found, and found mended`() {
        assertEquals(CheckState.OK, state(CheckKind.NOTIFICATIONS))
        shadowOf(phone.app.system<NotificationManager>()).setNotificationsEnabled(false)
        assertEquals(CheckState.HINDERS, state(CheckKind.NOTIFICATIONS))
        assertEquals(CheckState.OK, state(CheckKind.EXACT_ALARMS))
        ShadowAlarmManager.setCanScheduleExactAlarms(false)
        assertEquals(CheckState.HINDERS, state(CheckKind.EXACT_ALARMS))
        shadowOf(phone.app).denyPermissions(*Permissions.BLUETOOTH.toTypedArray())
        assertEquals(CheckState.HINDERS, state(CheckKind.BLUETOOTH))
        assertEquals(CheckState.UNKNOWN, state(CheckKind.MAKER))
    }

    @Test
    fun `every check leads to the place where it is mended`() {
        val places =
            CheckKind.entries.associateWith { kind ->
                runBlocking { readiness.fix(Check(kind, CheckState.HINDERS)) }
                shadowOf(phone.app).nextStartedActivity.action
            }
        assertEquals(Settings.ACTION_REQUEST_SCHEDULE_EXACT_ALARM, places[CheckKind.EXACT_ALARMS])
        assertEquals(Settings.ACTION_APP_NOTIFICATION_SETTINGS, places[CheckKind.NOTIFICATIONS])
        assertEquals(CheckKind.entries.size, places.size)
    }

    @Test
    fun `the maker's own page is opened where it is there, else the app's own settings`() {
        shadowOf(phone.app).checkActivities(true)
        val settings = ComponentName("com.android.settings", "com.android.settings.Details")
        addActivity(settings, IntentFilter(Settings.ACTION_APPLICATION_DETAILS_SETTINGS).apply { addDataScheme("package") })
        val makers =
            mapOf(
                "Xiaomi" to Maker.XIAOMI,
                "HONOR" to Maker.HUAWEI,
                "samsung" to Maker.SAMSUNG,
                "OnePlus" to Maker.OPPO,
                "vivo" to Maker.VIVO,
            )
        for ((name, maker) in makers) {
            val phones = PhoneReadiness(phone.app, name)
            assertEquals(maker, phones.maker)
            assertEquals(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, opened(phones).action, name)
            // the last one: older phones have no other
            val page = MakerPages.of(maker).last()
            addActivity(page)
            assertEquals(page, opened(phones).component, name)
        }
        assertEquals(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, opened(PhoneReadiness(phone.app, "Fairphone")).action)
    }

    private fun addActivity(
        name: ComponentName,
        filter: IntentFilter? = null,
    ) {
        val packages = shadowOf(phone.app.packageManager)
        packages.addActivityIfNotPresent(name)
        if (filter != null) packages.addIntentFilterForActivity(name, filter.apply { addCategory(Intent.CATEGORY_DEFAULT) })
    }

    private fun opened(readiness: PhoneReadiness): Intent {
        runBlocking { readiness.fix(Check(CheckKind.MAKER, CheckState.UNKNOWN)) }
        return shadowOf(phone.app).nextStartedActivity
    }

    @Test
    fun `a test reminder comes a minute later`() {
        assertTrue(runBlocking { readiness.remindForTest() })
        phone.passesUntil("18:02")
        phone.sees("Test: reminders come")
    }

    @Test
    fun `a file goes where the person chose, and nowhere without a choice`() =
        Robolectric.buildActivity(MainActivity::class.java).setup().use { controller ->
            phone.rest()
            val activity = controller.get()
            val files = PhoneFiles(phone.app)
            val place = Uri.parse("content://documents/diary.csv")
            val written = ByteArrayOutputStream()
            shadowOf(phone.app.contentResolver).registerOutputStream(place, written)
            var shared = 0
            for (choice in listOf(Activity.RESULT_CANCELED, Activity.RESULT_OK)) {
                phone.app.scope.launch { files.share("diary.csv", "text/csv", byteArrayOf(1, 2, 3)).also { shared += 1 } }
                phone.rest()
                val asked = shadowOf(activity).nextStartedActivityForResult.intent
                assertEquals(Intent.ACTION_CREATE_DOCUMENT to "diary.csv", asked.action to asked.getStringExtra(Intent.EXTRA_TITLE))
                shadowOf(activity).receiveResult(asked, choice, Intent().setData(place))
                phone.waits("it is done") { shared == if (choice == Activity.RESULT_OK) 2 else 1 }
            }
            assertContentEquals(byteArrayOf(1, 2, 3), written.toByteArray())
        }
}
