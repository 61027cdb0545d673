package app.lull.phone

import android.Manifest
import android.content.Context
import android.content.pm.PackageManager
import android.os.Build

/** What the person has allowed. Each is asked for when it is needed, with a reason, and never all at once. */
object Permissions {
    /** Without it a service for a connected device may not run either. */
    val BLUETOOTH = listOf(Manifest.permission.BLUETOOTH_SCAN, Manifest.permission.BLUETOOTH_CONNECT)

    /** Before Android 13 nobody has to ask. */
    val NOTIFICATIONS =
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) listOf(Manifest.permission.POST_NOTIFICATIONS) else listOf()

    fun mayUseBluetooth(context: Context) = missing(context, BLUETOOTH).isEmpty()

    fun missing(
        context: Context,
        wanted: List<String>,
    ) = wanted.filter { context.checkSelfPermission(it) != PackageManager.PERMISSION_GRANTED }
}
