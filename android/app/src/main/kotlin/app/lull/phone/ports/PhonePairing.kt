package app.lull.phone.ports

import android.bluetooth.le.ScanFilter
import android.companion.AssociationInfo
import android.companion.AssociationRequest
import android.companion.BluetoothLeDeviceFilter
import android.companion.CompanionDeviceManager
import android.content.IntentSender
import android.content.pm.PackageManager
import android.os.Build
import app.lull.phone.LullApplication
import app.lull.phone.MainActivity
import app.lull.ui.Pairing
import kotlinx.coroutines.suspendCancellableCoroutine
import kotlin.coroutines.resume

/**
 * The system's companion devices: an app that has one may be woken for it, and need not be told where the person is to look
 * for it. Where the system knows none, where no window is open, and after a no, everything goes as it would without.
 */
class PhonePairing(
    private val lull: LullApplication,
) : Pairing {
    private val manager: CompanionDeviceManager?
        get() =
            if (lull.packageManager.hasSystemFeature(PackageManager.FEATURE_COMPANION_DEVICE_SETUP)) {
                lull.getSystemService(CompanionDeviceManager::class.java)
            } else {
                null
            }

    override suspend fun associate(address: String) {
        val manager = manager ?: return
        val window = lull.window ?: return
        suspendCancellableCoroutine { waiting ->
            val goOn = { if (waiting.isActive) waiting.resume(Unit) }
            try {
                manager.associate(request(address), Answer(window, goOn), null)
            } catch (_: IllegalArgumentException) {
                // not an address as the system writes them
                goOn()
            } catch (_: IllegalStateException) {
                goOn()
            } catch (_: SecurityException) {
                goOn()
            }
        }
    }

    override suspend fun forget(address: String) {
        val manager = manager ?: return
        try {
            if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
                val ours = manager.myAssociations.filter { it.deviceMacAddress?.toString().equals(address, ignoreCase = true) }
                ours.forEach { manager.disassociate(it.id) }
            } else {
                @Suppress("DEPRECATION")
                manager.associations.filter { it.equals(address, ignoreCase = true) }.forEach(manager::disassociate)
            }
        } catch (_: IllegalArgumentException) {
            // gone in the meantime
        } catch (_: SecurityException) {
            // the same
        }
    }

    private fun request(address: String): AssociationRequest {
        val only = ScanFilter.Builder().setDeviceAddress(address.uppercase()).build()
        val filter = BluetoothLeDeviceFilter.Builder().setScanFilter(only).build()
        return AssociationRequest
            .Builder()
            .addDeviceFilter(filter)
            .setSingleDevice(true)
            .build()
    }

    /** What the system answers. Before Android 13 it says nothing more once its window was shown; that window's end does. */
    private class Answer(
        private val window: MainActivity,
        private val goOn: () -> Unit,
    ) : CompanionDeviceManager.Callback() {
        @Deprecated("Its successor calls it, and up to Android 12 there is no other")
        @Suppress("OVERRIDE_DEPRECATION")
        override fun onDeviceFound(chooser: IntentSender) = window.others.ask(chooser) { _, _ -> goOn() }

        override fun onAssociationCreated(association: AssociationInfo) = goOn()

        override fun onFailure(error: CharSequence?) = goOn()
    }
}
