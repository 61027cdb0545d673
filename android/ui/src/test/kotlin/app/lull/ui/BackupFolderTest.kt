package app.lull.ui

import androidx.compose.ui.test.ComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import app.lull.ui.words.English
import app.lull.ui.words.German
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertNull

/** The folder that backups are copied into, on the screen of the backups. */
@OptIn(ExperimentalTestApi::class)
class BackupFolderTest {
    private fun backup(
        bedside: Bedside = Bedside().setUp().nights(20),
        story: ComposeUiTest.(Bedside) -> Unit,
    ) = play(bedside) {
        tap("More")
        tap("Backup")
        story(bedside)
    }

    @Test
    fun `a folder is chosen, and left again`() =
        backup { bedside ->
            assertEquals(1, bedside.backupFolder.looked)
            seesNot("stay there. Only you")
            tap("Choose a folder")
            sees("Into: Memory card")
            sees("Nothing was copied yet.")
            sees("Copies in the folder Memory card stay there. Only you can delete those.")
            bedside.backupFolder.chosen = Copies("Computer", instant("17:30"))
            tap("Choose another folder")
            sees("Last copied: 21 November 2026, 17:30")
            tap("Stop copying")
            seesNot("Into:")
            assertNull(bedside.backupFolder.copies.value)
        }

    @Test
    fun `why nothing is copied is said with what to do, each in its own words`() {
        val said = CopyTrouble.entries.map { English.backup.folderTrouble(it) } + CopyTrouble.entries.map { German.backup.folderTrouble(it) }
        assertEquals(said.size, said.toSet().size)
        val bedside = Bedside().setUp()
        bedside.backupFolder.copies.value = Copies("Memory card", instant("17:30"), CopyTrouble.GONE)
        backup(bedside) {
            sees("Last copied: 21 November 2026, 17:30")
            sees("The folder is not there any more.")
        }
    }
}
