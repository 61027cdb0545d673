package app.lull.phone.copies

import android.content.Intent
import android.net.Uri
import app.lull.core.ApiException
import app.lull.core.Backup
import app.lull.core.copiesKept
import app.lull.phone.LullApplication
import app.lull.phone.ports.chosen
import app.lull.ui.BackupFolder
import app.lull.ui.Copies
import app.lull.ui.CopyTrouble
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import java.io.File
import java.io.IOException

/** The newest automatic backup, copied into a folder of the person's; one copy at a time. */
class BackupCopies(
    private val lull: LullApplication,
    private val background: CoroutineDispatcher,
) : BackupFolder {
    private val folders = ChosenFolders(lull)
    private val turn = Mutex()
    override val copies = MutableStateFlow<Copies?>(null)

    override suspend fun look() = changed { it?.let { folder -> bring(folder, looksFirst = true) } }

    /** A wake may have made a new backup. Nothing waits for this: a provider can be slow, and the next wake tries again. */
    fun afterWake() {
        lull.scope.launch {
            try {
                changed { it?.let { folder -> bring(folder, looksFirst = false) } }
            } catch (_: ApiException) {
                // the wake itself says what is wrong with the diary
            }
        }
    }

    override suspend fun choose() {
        val ask = Intent(Intent.ACTION_OPEN_DOCUMENT_TREE).addFlags(LASTING or Intent.FLAG_GRANT_PERSISTABLE_URI_PERMISSION)
        val tree = lull.chosen(ask) ?: return
        changed { before ->
            try {
                lull.contentResolver.takePersistableUriPermission(tree, LASTING)
            } catch (_: SecurityException) {
                // a provider that gives nothing for longer: said as a permission that is missing
            }
            if (before != null && before.tree != tree) release(before.tree)
            val name = Documents(lull.contentResolver, tree).run { if (isAllowed) name() else null }
            val folder = ChosenFolder(tree, name ?: tree.lastPathSegment.orEmpty())
            // chosen again, it still holds what was written there
            bring(if (before?.tree == tree) folder.copy(written = before.written) else folder, looksFirst = true)
        }
    }

    override suspend fun stop() =
        changed { before ->
            before?.let { release(it.tree) }
            null
        }

    private suspend fun changed(change: suspend (ChosenFolder?) -> ChosenFolder?) =
        turn.withLock {
            val after =
                withContext(background) {
                    val before = folders.read()
                    change(before).also { if (it != before) folders.keep(it) }
                }
            copies.value = after?.told()
        }

    /** The folder with the newest backup in it, or with what is in the way. [looksFirst]: also where nothing is missing. */
    private suspend fun bring(
        folder: ChosenFolder,
        looksFirst: Boolean,
    ): ChosenFolder {
        val newest = lull.host.ask { newestAutomaticBackup() }
        val isMissing = newest != null && newest.madeAt != folder.newest
        if (!isMissing && !looksFirst) return folder
        val documents = Documents(lull.contentResolver, folder.tree)
        return try {
            when {
                !documents.isAllowed -> folder.copy(trouble = CopyTrouble.NOT_ALLOWED)
                documents.name() == null -> folder.copy(trouble = CopyTrouble.GONE)
                isMissing -> written(folder, newest, documents)
                else -> folder.copy(trouble = null)
            }
        } catch (_: SecurityException) {
            folder.copy(trouble = CopyTrouble.NOT_ALLOWED)
        } catch (_: IOException) {
            folder.copy(trouble = CopyTrouble.NOT_WRITTEN)
        }
    }

    private fun written(
        folder: ChosenFolder,
        newest: Backup,
        documents: Documents,
    ): ChosenFolder {
        val file = File(newest.path)
        val earlier = folder.written.find { it.name == file.name }
        val copy = ChosenFolder.Copy(file.name, documents.write(file, earlier?.document))
        val all = listOf(copy) + folder.written.filter { it.name != file.name }
        val kept = copiesKept().toInt()
        all.drop(kept).forEach { documents.delete(it.document) }
        return folder.copy(newest = newest.madeAt, last = lull.now().at, trouble = null, written = all.take(kept))
    }

    private fun release(tree: Uri) {
        try {
            lull.contentResolver.releasePersistableUriPermission(tree, LASTING)
        } catch (_: SecurityException) {
            // it was taken back already
        }
    }

    /** Which backup it is: the day's may be made anew under the same name. */
    private val Backup.madeAt get() = "${contents?.made}"

    private companion object {
        const val LASTING = Intent.FLAG_GRANT_READ_URI_PERMISSION or Intent.FLAG_GRANT_WRITE_URI_PERMISSION
    }
}
