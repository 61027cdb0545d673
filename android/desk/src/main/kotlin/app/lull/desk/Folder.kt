package app.lull.desk

import app.lull.ui.Picking
import app.lull.ui.Sharing
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import java.io.File

/** Lays what is shared into a folder beside the diary, and picks the newest of what lies there: there is no app to hand it to. */
internal class Folder(
    private val folder: File,
) : Sharing,
    Picking {
    override suspend fun share(
        name: String,
        mime: String,
        bytes: ByteArray,
    ) = withContext(Dispatchers.IO) {
        folder.mkdirs()
        File(folder, name).writeBytes(bytes)
        println("${folder.path}/$name ($mime)")
    }

    override suspend fun pick(): String? = withContext(Dispatchers.IO) { folder.listFiles().orEmpty().maxByOrNull { it.lastModified() }?.path }
}
