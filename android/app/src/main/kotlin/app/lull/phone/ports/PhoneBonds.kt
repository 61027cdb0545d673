package app.lull.phone.ports

import android.Manifest
import android.bluetooth.BluetoothDevice
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.content.IntentFilter
import android.os.Build
import androidx.annotation.RequiresApi
import app.lull.phone.Permissions
import app.lull.ui.Bonds
import kotlinx.coroutines.channels.awaitClose
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.callbackFlow
import kotlinx.coroutines.flow.emptyFlow

/** From Android 16 on the system says when a paired device has lost its key. Before, the core finds out when it connects. */
class PhoneBonds(
    private val context: Context,
) : Bonds {
    override fun lost(): Flow<String> {
        // the system tells nobody without this permission
        val mayHear = Permissions.missing(context, listOf(Manifest.permission.BLUETOOTH_CONNECT)).isEmpty()
        return if (Build.VERSION.SDK_INT >= FIRST && mayHear) heard() else emptyFlow()
    }

    @RequiresApi(FIRST)
    private fun heard(): Flow<String> =
        callbackFlow {
            val receiver =
                object : BroadcastReceiver() {
                    override fun onReceive(
                        context: Context,
                        intent: Intent,
                    ) {
                        // the way that every image knows, the oldest ones of the tests too
                        @Suppress("DEPRECATION")
                        intent.getParcelableExtra<BluetoothDevice>(BluetoothDevice.EXTRA_DEVICE)?.let { trySend(it.address) }
                    }
                }
            // Exported: Bluetooth is an app of its own, not the system itself. Nobody but it may send this.
            context.registerReceiver(receiver, IntentFilter(KEY_MISSING), null, null, Context.RECEIVER_EXPORTED)
            awaitClose { context.unregisterReceiver(receiver) }
        }

    internal companion object {
        /** `Build.VERSION_CODES.BAKLAVA` and `BluetoothDevice.ACTION_KEY_MISSING`, which the oldest images do not know. */
        const val FIRST = 36
        const val KEY_MISSING = "android.bluetooth.device.action.KEY_MISSING"
    }
}
