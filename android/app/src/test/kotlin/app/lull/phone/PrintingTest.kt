package app.lull.phone

import android.content.pm.PackageManager
import android.os.ParcelFileDescriptor
import android.print.IPrintManager
import android.print.PageRange
import android.print.PrintAttributes
import android.print.PrintDocumentAdapter.LayoutResultCallback
import android.print.PrintDocumentAdapter.WriteResultCallback
import android.print.PrintDocumentInfo
import android.print.PrintManager
import app.lull.phone.ports.PdfToPrint
import app.lull.phone.ports.PhonePrinting
import kotlinx.coroutines.runBlocking
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import java.io.File
import java.lang.reflect.Proxy
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit.SECONDS
import kotlin.test.assertContentEquals
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertTrue

/** The page for the doctor on its way to the system's printing. */
@RunWith(LevelRunner::class)
class PrintingTest {
    private val phone = Rehearsal()
    private val pdf = "%PDF-1.7 one page".encodeToByteArray()

    /** What the system is told of the pages: whether they are others than before. */
    private fun laidOut(
        document: PdfToPrint,
        before: PrintAttributes?,
    ): Pair<PrintDocumentInfo, Boolean> {
        lateinit var told: Pair<PrintDocumentInfo, Boolean>
        val callback =
            object : LayoutResultCallback() {
                override fun onLayoutFinished(
                    info: PrintDocumentInfo,
                    changed: Boolean,
                ) {
                    told = info to changed
                }
            }
        document.onLayout(before, null, null, callback, null)
        return told
    }

    @Test
    fun `the system gets the core's pages, byte by byte, for every paper`() {
        val document = PdfToPrint("lull-report.pdf", pdf)
        val (info, isNew) = laidOut(document, null)
        assertEquals("lull-report.pdf" to PrintDocumentInfo.CONTENT_TYPE_DOCUMENT, info.name to info.contentType)
        assertTrue(isNew)
        assertFalse(laidOut(document, PrintAttributes.Builder().build()).second)
        val paper = File.createTempFile("lull", ".pdf")
        val written = CompletableFuture<List<PageRange>>()
        val callback =
            object : WriteResultCallback() {
                override fun onWriteFinished(pages: Array<PageRange>) {
                    written.complete(pages.toList())
                }

                override fun onWriteFailed(error: CharSequence?) {
                    written.completeExceptionally(AssertionError("$error"))
                }
            }
        document.onWrite(null, ParcelFileDescriptor.open(paper, ParcelFileDescriptor.MODE_READ_WRITE), null, callback)
        assertEquals(listOf(PageRange.ALL_PAGES), written.get(60, SECONDS))
        assertContentEquals(pdf, paper.readBytes())
    }

    @Test
    fun `a destination that cannot be written to is a failure, not a page`() {
        val paper = File.createTempFile("lull", ".pdf")
        val failed = CompletableFuture<Boolean>()
        val callback =
            object : WriteResultCallback() {
                override fun onWriteFinished(pages: Array<PageRange>) {
                    failed.complete(false)
                }

                override fun onWriteFailed(error: CharSequence?) {
                    failed.complete(true)
                }
            }
        val readOnly = ParcelFileDescriptor.open(paper, ParcelFileDescriptor.MODE_READ_ONLY)
        PdfToPrint("lull-report.pdf", pdf).onWrite(null, readOnly, null, callback)
        assertTrue(failed.get(60, SECONDS))
    }

    /** The system's side of printing, which takes note of what it was asked to print. */
    private val asked = mutableListOf<String>()
    private val service =
        Proxy.newProxyInstance(IPrintManager::class.java.classLoader, arrayOf(IPrintManager::class.java)) { _, method, arguments ->
            if (method.name == "print") asked += arguments[0] as String
            null
        } as IPrintManager

    private fun canPrint(can: Boolean) = shadowOf(phone.app.packageManager).setSystemFeature(PackageManager.FEATURE_PRINTING, can)

    @Test
    fun `it is printed from the window, and from nowhere without one`() {
        canPrint(true)
        val printing = PhonePrinting(phone.app) { window -> PrintManager(window, service, 0, 0) }
        assertFalse(runBlocking { printing.print("lull-report.pdf", pdf) })
        Robolectric.buildActivity(MainActivity::class.java).setup().use {
            phone.rest()
            assertTrue(runBlocking { printing.print("lull-report.pdf", pdf) })
        }
        assertEquals(listOf("lull-report.pdf"), asked)
    }

    @Test
    fun `a phone that cannot print says so`() {
        canPrint(false)
        Robolectric.buildActivity(MainActivity::class.java).setup().use {
            phone.rest()
            assertFalse(runBlocking { PhonePrinting(phone.app) { error("not asked for") }.print("lull-report.pdf", pdf) })
        }
    }
}
