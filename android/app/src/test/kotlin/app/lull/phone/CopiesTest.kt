package app.lull.phone

import android.app.Activity
import android.content.Intent
import android.net.Uri
import app.lull.core.BackupKind
import app.lull.core.WakeReason
import app.lull.phone.copies.BackupCopies
import app.lull.ui.CopyTrouble
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import java.io.File
import kotlin.test.assertContentEquals
import kotlin.test.assertEquals
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue

/** The newest automatic backup on its way into a folder of the person's, through the system's own documents. */
@RunWith(LevelRunner::class)
class CopiesTest {
    private val phone = Rehearsal()
    private val card = MemoryCard.put()
    private val told get() = phone.app.copies.copies.value

    private val newest get() =
        phone.ask { backups() }.filter { it.contents?.kind == BackupKind.AUTOMATIC }.maxBy { checkNotNull(it.contents).made }

    private fun wakes() {
        runBlocking { phone.app.wakes.wake(WakeReason.TAP) }
        phone.rest()
    }

    private fun looks() {
        runBlocking { phone.app.copies.look() }
        phone.rest()
    }

    private fun chooses(folder: Uri? = MemoryCard.TREE) =
        Robolectric.buildActivity(MainActivity::class.java).setup().use { controller ->
            phone.rest()
            var isDone = false
            phone.app.scope.launch { phone.app.copies.choose().also { isDone = true } }
            phone.rest()
            val asked = shadowOf(controller.get()).nextStartedActivityForResult.intent
            assertEquals(Intent.ACTION_OPEN_DOCUMENT_TREE, asked.action)
            val code = if (folder == null) Activity.RESULT_CANCELED else Activity.RESULT_OK
            shadowOf(controller.get()).receiveResult(asked, code, Intent().setData(folder))
            phone.waits("it was chosen") { isDone }
        }

    @Test
    fun `the newest is there as soon as a folder is chosen, letter by letter`() {
        wakes()
        chooses()
        assertEquals("Card", told?.folder)
        assertEquals(phone.app.wall to null, told?.last to told?.trouble)
        val backup = File(newest.path)
        assertEquals(listOf(backup.name), card.names)
        assertContentEquals(backup.readBytes(), File(card.folder, backup.name).readBytes())
    }

    @Test
    fun `every day's is copied, the newest seven stay, and nothing else is touched`() {
        val own = File(card.folder, "auto-2020-01-01.lull").apply { writeText("of another phone") }
        chooses()
        phone.passesUntil("2026-12-02T13:00")
        val dated = card.names - own.name
        assertEquals(7, dated.size, "${card.names}")
        assertEquals(File(newest.path).name, dated.last())
        assertEquals("of another phone", own.readText())
    }

    @Test
    fun `what another put there under the same name is not written over`() {
        wakes()
        val theirs = File(card.folder, File(newest.path).name).apply { writeText("of another phone") }
        chooses()
        assertEquals("of another phone", theirs.readText())
        assertEquals(CopyTrouble.NOT_WRITTEN, told?.trouble)
    }

    @Test
    fun `nobody chooses a folder, and none is there`() {
        chooses(folder = null)
        wakes()
        assertNull(told)
        assertEquals(listOf(), card.names)
    }

    @Test
    fun `a card that was taken out is said, and made up for when it is back`() {
        chooses()
        card.isThere = false
        phone.passesUntil("2026-11-23T13:00")
        assertEquals(CopyTrouble.GONE, told?.trouble)
        card.isThere = true
        wakes()
        assertNull(told?.trouble)
        assertTrue(File(newest.path).name in card.names, "${card.names}")
    }

    @Test
    fun `a full card is said, and holds no half of a backup`() {
        card.isFull = true
        chooses()
        assertEquals(CopyTrouble.NOT_WRITTEN to null, told?.trouble to told?.last)
        assertEquals(listOf(), card.names)
    }

    @Test
    fun `a permission that was taken back is said as soon as somebody looks`() {
        chooses()
        phone.app.contentResolver.releasePersistableUriPermission(MemoryCard.TREE, Intent.FLAG_GRANT_WRITE_URI_PERMISSION)
        looks()
        assertEquals(CopyTrouble.NOT_ALLOWED, told?.trouble)
        chooses()
        assertNull(told?.trouble)
    }

    @Test
    fun `the folder is known to the next process, and forgotten when the person stops it`() {
        chooses()
        val later = BackupCopies(phone.app, Dispatchers.Unconfined)
        runBlocking { later.look() }
        assertEquals(told, assertNotNull(later.copies.value))
        val before = card.names
        runBlocking { phone.app.copies.stop() }
        assertEquals(listOf(), phone.app.contentResolver.persistedUriPermissions)
        phone.passesUntil("2026-11-23T13:00")
        assertNull(told)
        assertEquals(before, card.names)
    }
}
