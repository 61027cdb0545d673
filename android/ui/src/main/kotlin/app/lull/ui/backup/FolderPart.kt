package app.lull.ui.backup

import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import app.lull.ui.Copies
import app.lull.ui.parts.Buttons
import app.lull.ui.parts.Card
import app.lull.ui.parts.Heading
import app.lull.ui.parts.Quiet
import app.lull.ui.parts.QuietButton
import app.lull.ui.parts.SideButton
import app.lull.ui.parts.Warning
import app.lull.ui.theme.LocalTimes
import app.lull.ui.theme.LocalWords

/** A second place for the daily backup, outside Lull, and how copying there went. */
@Composable
internal fun FolderPart(
    copies: Copies?,
    zone: String,
    onTap: (BackupTap) -> Unit,
) {
    val (words, times) = LocalWords.current.backup to LocalTimes.current
    copies?.trouble?.let { Warning(words.folderTrouble(it)) }
    Card {
        Heading(words.folder)
        Text(words.folderAbout)
        if (copies == null) {
            SideButton(words.folderChoose) { onTap(BackupTap.ChooseFolder) }
            return@Card
        }
        Text(words.folderInto(copies.folder))
        Text(copies.last?.let { words.folderLast(times.moment(it, zone)) } ?: words.folderNothingYet)
        Quiet(words.folderKeeps)
        Buttons {
            QuietButton(words.folderOther) { onTap(BackupTap.ChooseFolder) }
            QuietButton(words.folderStop) { onTap(BackupTap.LeaveFolder) }
        }
    }
}
