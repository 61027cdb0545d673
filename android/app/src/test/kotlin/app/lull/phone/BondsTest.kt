package app.lull.phone

import android.bluetooth.BluetoothDevice
import android.bluetooth.BluetoothManager
import android.content.Intent
import android.os.Build
import app.lull.phone.ports.PhoneBonds
import kotlinx.coroutines.launch
import org.junit.After
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Shadows.shadowOf
import org.robolectric.util.ReflectionHelpers
import kotlin.test.assertEquals

/**
 * A lost pairing, as Android 16 tells it. Where an older image is loaded the phone only says to be an Android 16: what is
 * tested is the receiver and its guards, not the system that sends.
 */
@RunWith(LevelRunner::class)
class BondsTest {
    private val phone = Rehearsal()
    private val level = Build.VERSION.SDK_INT
    private val lost = mutableListOf<String>()

    private fun saysToBe(level: Int) = ReflectionHelpers.setStaticField(Build.VERSION::class.java, "SDK_INT", level)

    @After
    fun isItselfAgain() = saysToBe(level)

    private fun listens() = phone.app.scope.launch { PhoneBonds(phone.app).lost().collect(lost::add) }.also { phone.rest() }

    private fun systemTells(address: String) {
        val device = phone.app.system<BluetoothManager>().adapter.getRemoteDevice(address)
        phone.app.sendBroadcast(Intent(PhoneBonds.KEY_MISSING).putExtra(BluetoothDevice.EXTRA_DEVICE, device))
        phone.rest()
    }

    private val receivers get() = shadowOf(phone.app).registeredReceivers.count { it.intentFilter.hasAction(PhoneBonds.KEY_MISSING) }

    @Test
    fun `a device that lost its key is told while somebody listens, and no longer`() {
        if (level < PhoneBonds.FIRST) saysToBe(PhoneBonds.FIRST)
        val listening = listens()
        systemTells("C0:00:00:00:00:02")
        assertEquals(listOf("C0:00:00:00:00:02") to 1, lost.toList() to receivers)
        listening.cancel()
        phone.rest()
        systemTells("C0:00:00:00:00:03")
        assertEquals(1 to 0, lost.size to receivers)
    }

    @Test
    fun `nobody is listened to without the permission for Bluetooth`() {
        if (level < PhoneBonds.FIRST) saysToBe(PhoneBonds.FIRST)
        shadowOf(phone.app).denyPermissions(*Permissions.BLUETOOTH.toTypedArray())
        listens()
        assertEquals(0, receivers)
    }

    @Test
    fun `before Android 16 there is nothing to listen to`() {
        saysToBe(PhoneBonds.FIRST - 1)
        listens()
        assertEquals(0, receivers)
    }
}
