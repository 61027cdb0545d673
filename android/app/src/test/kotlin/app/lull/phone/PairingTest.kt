package app.lull.phone

import android.app.Activity
import android.app.PendingIntent
import android.bluetooth.le.ScanFilter
import android.companion.AssociationRequest
import android.companion.BluetoothLeDeviceFilter
import android.companion.CompanionDeviceManager
import android.content.Intent
import android.content.pm.PackageManager
import app.lull.phone.ports.PhonePairing
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import org.robolectric.util.ReflectionHelpers
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertNull
import kotlin.test.assertTrue

/** A massager told to the system as one of Lull's, and that every answer leads on. */
@RunWith(LevelRunner::class)
class PairingTest {
    private val phone = Rehearsal()
    private val pairing = PhonePairing(phone.app)
    private val address = "C0:00:00:00:00:02"
    private val system by lazy { shadowOf(phone.app.system<CompanionDeviceManager>()) }
    private var isDone = false

    private fun hasCompanions(has: Boolean) = shadowOf(phone.app.packageManager).setSystemFeature(PackageManager.FEATURE_COMPANION_DEVICE_SETUP, has)

    private fun asks(story: (MainActivity) -> Unit) =
        Robolectric.buildActivity(MainActivity::class.java).setup().use { controller ->
            phone.rest()
            phone.app.scope.launch { pairing.associate(address).also { isDone = true } }
            phone.rest()
            story(controller.get())
        }

    /** The system has found it, and shows its question. */
    private fun MainActivity.isAsked(): Intent {
        val question = Intent("the system's question")
        val sender = PendingIntent.getActivity(phone.app, 0, question, PendingIntent.FLAG_IMMUTABLE).intentSender
        @Suppress("DEPRECATION")
        checkNotNull(system.lastAssociationCallback).onDeviceFound(sender)
        phone.rest()
        return shadowOf(this).nextStartedActivityForResult.intent
    }

    @Test
    fun `this one device is asked for, and the person's answer leads on, whichever`() {
        hasCompanions(true)
        for (answer in listOf(Activity.RESULT_OK, Activity.RESULT_CANCELED)) {
            isDone = false
            asks { window ->
                val request = checkNotNull(system.lastAssociationRequest)
                assertTrue(request.isSingleDevice)
                assertEquals(address, request.address())
                val asked = window.isAsked()
                assertFalse(isDone)
                shadowOf(window).receiveResult(asked, answer, Intent())
                phone.waits("it goes on") { isDone }
            }
        }
    }

    @Test
    fun `a device that the system does not find keeps nobody waiting`() {
        hasCompanions(true)
        asks {
            assertFalse(isDone)
            checkNotNull(system.lastAssociationCallback).onFailure("not found")
            phone.waits("it goes on") { isDone }
        }
    }

    @Test
    fun `a phone that knows no companions asks nothing`() {
        hasCompanions(false)
        asks {
            assertTrue(isDone)
            assertNull(system.lastAssociationRequest)
        }
    }

    @Test
    fun `what was forgotten is Lull's no more, and nothing else is touched`() {
        hasCompanions(true)
        system.addAssociation(address)
        runBlocking { pairing.forget("C0:00:00:00:00:03") }
        assertEquals(listOf(address), associated)
        runBlocking { pairing.forget(address.lowercase()) }
        assertEquals(listOf(), associated)
    }

    @Suppress("DEPRECATION")
    private val associated get() = phone.app.system<CompanionDeviceManager>().associations.map { it.uppercase() }

    /** The system keeps what it was asked for to itself. */
    private fun AssociationRequest.address(): String? {
        val filters = ReflectionHelpers.callInstanceMethod<List<Any>>(this, "getDeviceFilters")
        val scan = ReflectionHelpers.callInstanceMethod<ScanFilter>(filters.single() as BluetoothLeDeviceFilter, "getScanFilter")
        return scan.deviceAddress
    }
}
