package app.lull.phone.copies

import android.content.ContentResolver
import android.net.Uri
import android.provider.DocumentsContract
import android.provider.DocumentsContract.Document
import java.io.File
import java.io.FileNotFoundException
import java.io.IOException

/**
 * One folder of another app's, through the system's document providers. Whatever a provider throws, what comes out of here is
 * an [IOException], or a [SecurityException] where the permission is gone.
 */
internal class Documents(
    private val resolver: ContentResolver,
    private val tree: Uri,
) {
    private val root = DocumentsContract.buildDocumentUriUsingTree(tree, DocumentsContract.getTreeDocumentId(tree))

    val isAllowed get() = resolver.persistedUriPermissions.any { it.uri == tree && it.isWritePermission }

    /** What the folder is called; absent: it is not there. */
    fun name(): String? =
        try {
            told {
                resolver.query(root, arrayOf(Document.COLUMN_DISPLAY_NAME), null, null)?.use { if (it.moveToFirst()) it.getString(0) else null }
            }
        } catch (_: IOException) {
            null
        }

    /** Writes it over [document], or anew where that is absent or gone; the document that now holds it. Never half of it. */
    fun write(
        from: File,
        document: String?,
    ): String =
        told {
            if (document != null) {
                try {
                    return@told document.also { fill(uri(it), from) }
                } catch (_: FileNotFoundException) {
                    // the person deleted it there
                }
            }
            val made = DocumentsContract.createDocument(resolver, root, MIME, from.name) ?: throw IOException("not made")
            DocumentsContract.getDocumentId(made).also { fill(made, from) }
        }

    /** Harmless where it is gone already. */
    fun delete(document: String) {
        try {
            told { DocumentsContract.deleteDocument(resolver, uri(document)) }
        } catch (_: IOException) {
            // the person may have deleted it, or the provider lets nobody delete: what lies there is theirs
        }
    }

    private fun fill(
        document: Uri,
        from: File,
    ) {
        val out = resolver.openOutputStream(document, "wt") ?: throw IOException("not opened")
        try {
            out.use { to -> from.inputStream().use { it.copyTo(to) } }
        } catch (trouble: IOException) {
            // half a backup is worse than none
            delete(DocumentsContract.getDocumentId(document))
            throw trouble
        }
    }

    private fun uri(document: String) = DocumentsContract.buildDocumentUriUsingTree(tree, document)

    private fun <T> told(what: () -> T): T =
        try {
            what()
        } catch (trouble: IllegalArgumentException) {
            throw IOException(trouble)
        } catch (trouble: IllegalStateException) {
            throw IOException(trouble)
        } catch (trouble: UnsupportedOperationException) {
            throw IOException(trouble)
        }

    private companion object {
        /** Of no kind that a provider would add an ending of its own for. */
        const val MIME = "application/octet-stream"
    }
}
