package app.lull.phone

import android.Manifest
import android.content.pm.ProviderInfo
import android.database.Cursor
import android.database.MatrixCursor
import android.net.Uri
import android.os.CancellationSignal
import android.os.ParcelFileDescriptor
import android.provider.DocumentsContract
import android.provider.DocumentsContract.Document
import android.provider.DocumentsProvider
import org.robolectric.Robolectric
import java.io.File
import java.io.FileNotFoundException
import kotlin.io.path.createTempDirectory

/** Another app's documents: a memory card, which can be taken out, and can be full. */
internal class MemoryCard : DocumentsProvider() {
    val folder: File = createTempDirectory("card").toFile()
    var isThere = true
    var isFull = false

    val names get() = folder.list().orEmpty().sorted()

    override fun onCreate() = true

    override fun queryRoots(projection: Array<String>?): Cursor = MatrixCursor(projection.orEmpty())

    override fun queryDocument(
        documentId: String,
        projection: Array<String>?,
    ): Cursor {
        file(documentId)
        return MatrixCursor(arrayOf(Document.COLUMN_DISPLAY_NAME)).apply { addRow(arrayOf(if (documentId == ROOT) "Card" else documentId)) }
    }

    override fun queryChildDocuments(
        parentDocumentId: String,
        projection: Array<String>?,
        sortOrder: String?,
    ): Cursor = throw UnsupportedOperationException("nothing is looked through")

    override fun isChildDocument(
        parentDocumentId: String,
        documentId: String,
    ) = documentId == ROOT || documentId.startsWith("$ROOT/")

    override fun createDocument(
        parentDocumentId: String,
        mimeType: String,
        displayName: String,
    ): String {
        check(!isFull) { "no space left" }
        val made = File(file(parentDocumentId), displayName)
        check(made.createNewFile()) { "it would write over what is there" }
        return "$ROOT/$displayName"
    }

    override fun deleteDocument(documentId: String) {
        file(documentId).delete()
    }

    override fun openDocument(
        documentId: String,
        mode: String,
        signal: CancellationSignal?,
    ): ParcelFileDescriptor = ParcelFileDescriptor.open(file(documentId), ParcelFileDescriptor.parseMode(mode))

    private fun file(documentId: String): File {
        val file = if (documentId == ROOT) folder else File(folder, documentId.removePrefix("$ROOT/"))
        if (!isThere || !file.exists()) throw FileNotFoundException(documentId)
        return file
    }

    companion object {
        private const val ROOT = "root"
        private const val AUTHORITY = "org.example.card"

        /** What the system's picker gives when the person chooses the card. */
        val TREE: Uri = DocumentsContract.buildTreeDocumentUri(AUTHORITY, ROOT)

        fun put(): MemoryCard {
            val info =
                ProviderInfo().apply {
                    authority = AUTHORITY
                    exported = true
                    grantUriPermissions = true
                    readPermission = Manifest.permission.MANAGE_DOCUMENTS
                    writePermission = Manifest.permission.MANAGE_DOCUMENTS
                }
            return Robolectric.buildContentProvider(MemoryCard::class.java).create(info).get()
        }
    }
}
