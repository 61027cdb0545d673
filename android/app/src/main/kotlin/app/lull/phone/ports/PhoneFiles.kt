package app.lull.phone.ports

import android.app.Activity
import android.content.Intent
import android.net.Uri
import app.lull.phone.LullApplication
import app.lull.ui.Picking
import app.lull.ui.Sharing
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.suspendCancellableCoroutine
import kotlinx.coroutines.withContext
import kotlin.coroutines.resume

/**
 * Files go out and come in through the system's own picker: the person chooses the place, and Lull asks for no permission.
 * Where no window is open, nothing happens.
 */
class PhoneFiles(
    private val lull: LullApplication,
) : Sharing,
    Picking {
    override suspend fun share(
        name: String,
        mime: String,
        bytes: ByteArray,
    ) {
        val ask = Intent(Intent.ACTION_CREATE_DOCUMENT).setType(mime).putExtra(Intent.EXTRA_TITLE, name)
        val place = chosen(ask) ?: return
        // "wt": what was longer before is cut off
        withContext(Dispatchers.IO) { lull.contentResolver.openOutputStream(place, "wt")?.use { it.write(bytes) } }
    }

    override suspend fun pick(): String? {
        val place = chosen(Intent(Intent.ACTION_OPEN_DOCUMENT).setType("*/*")) ?: return null
        val copy = lull.cacheDir.resolve("picked")
        return withContext(Dispatchers.IO) {
            lull.contentResolver.openInputStream(place)?.use { from -> copy.outputStream().use(from::copyTo) }?.let { copy.path }
        }
    }

    private suspend fun chosen(ask: Intent): Uri? {
        val window = lull.window ?: return null
        return suspendCancellableCoroutine { waiting ->
            window.askForResult(ask.addCategory(Intent.CATEGORY_OPENABLE)) { code, data ->
                waiting.resume(data?.data?.takeIf { code == Activity.RESULT_OK })
            }
        }
    }
}
