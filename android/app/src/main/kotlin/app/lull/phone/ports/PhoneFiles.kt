package app.lull.phone.ports

import android.content.Intent
import app.lull.phone.LullApplication
import app.lull.ui.Picking
import app.lull.ui.Sharing
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext

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
        val ask = Intent(Intent.ACTION_CREATE_DOCUMENT).setType(mime).putExtra(Intent.EXTRA_TITLE, name).addCategory(Intent.CATEGORY_OPENABLE)
        val place = lull.chosen(ask) ?: return
        // "wt": what was longer before is cut off
        withContext(Dispatchers.IO) { lull.contentResolver.openOutputStream(place, "wt")?.use { it.write(bytes) } }
    }

    override suspend fun pick(): String? {
        val ask = Intent(Intent.ACTION_OPEN_DOCUMENT).setType("*/*").addCategory(Intent.CATEGORY_OPENABLE)
        val place = lull.chosen(ask) ?: return null
        val copy = lull.cacheDir.resolve("picked")
        return withContext(Dispatchers.IO) {
            lull.contentResolver.openInputStream(place)?.use { from -> copy.outputStream().use(from::copyTo) }?.let { copy.path }
        }
    }
}
