package app.lull.phone

import android.content.ComponentName
import android.content.Intent
import android.content.pm.FeatureInfo
import android.content.pm.PackageManager
import android.content.pm.ServiceInfo
import app.lull.phone.alarms.LockedAlarmReceiver
import app.lull.phone.alarms.SystemReceiver
import app.lull.phone.quick.AutomationReceiver
import app.lull.phone.session.SessionService
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import kotlin.test.assertEquals
import kotlin.test.assertTrue

/** What the app asks of the phone, as the system itself reads it. */
@RunWith(LevelRunner::class)
class ManifestTest {
    private val app = RuntimeEnvironment.getApplication()
    private val packages = app.packageManager

    private val asked: List<String> by lazy {
        packages.getPackageInfo(app.packageName, PackageManager.GET_PERMISSIONS).requestedPermissions.orEmpty().toList()
    }

    @Test
    fun `nothing can leave the phone - no permission for any network is asked for`() {
        val networks = listOf("INTERNET", "NETWORK", "WIFI")
        val found = asked.filter { permission -> networks.any { it in permission } }
        assertTrue(found.isEmpty(), "$found")
    }

    @Test
    fun `no permission beyond these is asked for`() {
        val known =
            setOf(
                "RECEIVE_BOOT_COMPLETED",
                "SCHEDULE_EXACT_ALARM",
                "POST_NOTIFICATIONS",
                "POST_PROMOTED_NOTIFICATIONS",
                "BLUETOOTH_SCAN",
                "BLUETOOTH_CONNECT",
                "FOREGROUND_SERVICE",
                "FOREGROUND_SERVICE_CONNECTED_DEVICE",
                "REQUEST_COMPANION_RUN_IN_BACKGROUND",
                "REQUEST_COMPANION_START_FOREGROUND_SERVICES_FROM_BACKGROUND",
            )
        assertEquals(known, asked.map { it.removePrefix("android.permission.") }.toSet())
    }

    @Test
    fun `no feature of a phone is asked of everybody`() {
        val features = packages.getPackageInfo(app.packageName, PackageManager.GET_CONFIGURATIONS).reqFeatures.orEmpty()
        assertEquals(setOf("android.hardware.bluetooth_le", "android.software.companion_device_setup"), features.mapNotNull { it.name }.toSet())
        assertTrue(features.all { it.flags and FeatureInfo.FLAG_REQUIRED == 0 })
    }

    @Test
    fun `no backup goes to a cloud`() {
        assertEquals(0, app.applicationInfo.flags and android.content.pm.ApplicationInfo.FLAG_ALLOW_BACKUP)
    }

    @Test
    fun `the service is one for a connected device`() {
        val service = packages.getServiceInfo(ComponentName(app, SessionService::class.java), 0)
        assertEquals(ServiceInfo.FOREGROUND_SERVICE_TYPE_CONNECTED_DEVICE, service.foregroundServiceType)
        assertTrue(!service.exported)
    }

    @Test
    fun `before the first unlock only what needs no diary runs`() {
        for (receiver in listOf(SystemReceiver::class.java, LockedAlarmReceiver::class.java)) {
            assertTrue(packages.getReceiverInfo(ComponentName(app, receiver), 0).directBootAware, "$receiver")
        }
        assertTrue(!packages.getServiceInfo(ComponentName(app, SessionService::class.java), 0).directBootAware)
    }

    @Test
    fun `other apps reach nothing without the permission that the person gave them`() {
        val receiver = packages.getReceiverInfo(ComponentName(app, AutomationReceiver::class.java), 0)
        assertEquals("app.lull.permission.AUTOMATE", receiver.permission)
    }

    @Test
    fun `every broadcast that changes what is armed is heard`() {
        val heard =
            listOf(
                Intent.ACTION_BOOT_COMPLETED,
                Intent.ACTION_LOCKED_BOOT_COMPLETED,
                Intent.ACTION_TIME_CHANGED,
                Intent.ACTION_TIMEZONE_CHANGED,
                Intent.ACTION_MY_PACKAGE_REPLACED,
                Intent.ACTION_LOCALE_CHANGED,
                "android.app.action.SCHEDULE_EXACT_ALARM_PERMISSION_STATE_CHANGED",
            )
        for (action in heard) {
            val receivers = packages.queryBroadcastReceivers(Intent(action).setPackage(app.packageName), 0)
            assertEquals(listOf(SystemReceiver::class.java.name), receivers.map { it.activityInfo.name }, action)
        }
    }
}
