package app.lull.phone.ports

import android.os.Bundle
import android.os.CancellationSignal
import android.os.ParcelFileDescriptor
import android.print.PageRange
import android.print.PrintAttributes
import android.print.PrintDocumentAdapter
import android.print.PrintDocumentInfo
import java.io.IOException
import kotlin.concurrent.thread

/** A finished PDF for the system's printing. Whatever paper the person chooses, the pages are those of the core. */
internal class PdfToPrint(
    private val name: String,
    private val pdf: ByteArray,
) : PrintDocumentAdapter() {
    override fun onLayout(
        oldAttributes: PrintAttributes?,
        newAttributes: PrintAttributes?,
        cancellation: CancellationSignal?,
        callback: LayoutResultCallback,
        extras: Bundle?,
    ) {
        if (cancellation?.isCanceled == true) return callback.onLayoutCancelled()
        val document =
            PrintDocumentInfo
                .Builder(name)
                .setContentType(PrintDocumentInfo.CONTENT_TYPE_DOCUMENT)
                .setPageCount(PrintDocumentInfo.PAGE_COUNT_UNKNOWN)
                .build()
        // the same pages as before, however often the person chooses another paper
        callback.onLayoutFinished(document, oldAttributes == null)
    }

    /** Called on the main thread; a printer's pipe can be slow. */
    override fun onWrite(
        pages: Array<out PageRange>?,
        destination: ParcelFileDescriptor,
        cancellation: CancellationSignal?,
        callback: WriteResultCallback,
    ) {
        thread(name = "print") {
            try {
                ParcelFileDescriptor.AutoCloseOutputStream(destination).use { it.write(pdf) }
                if (cancellation?.isCanceled == true) callback.onWriteCancelled() else callback.onWriteFinished(arrayOf(PageRange.ALL_PAGES))
            } catch (_: IOException) {
                // the system says in its own words that it did not work
                callback.onWriteFailed(null)
            }
        }
    }
}
