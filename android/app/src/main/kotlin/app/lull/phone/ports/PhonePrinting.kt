package app.lull.phone.ports

import android.app.Activity
import android.content.pm.PackageManager
import android.print.PrintManager
import app.lull.phone.LullApplication
import app.lull.ui.Printing

/** The system's own printing. It needs the window: the system shows it above that. */
class PhonePrinting(
    private val lull: LullApplication,
    private val printing: (Activity) -> PrintManager? = { it.getSystemService(PrintManager::class.java) },
) : Printing {
    override suspend fun print(
        name: String,
        pdf: ByteArray,
    ): Boolean {
        val window = lull.window ?: return false
        if (!lull.packageManager.hasSystemFeature(PackageManager.FEATURE_PRINTING)) return false
        val system = printing(window) ?: return false
        return try {
            system.print(name, PdfToPrint(name, pdf), null)
            true
        } catch (_: IllegalStateException) {
            // the window is on its way out
            false
        }
    }
}
