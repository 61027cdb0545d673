package app.lull.ui.backup

import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import app.lull.core.Forgotten
import app.lull.ui.Copies
import app.lull.ui.parts.Card
import app.lull.ui.parts.Heading
import app.lull.ui.parts.Quiet
import app.lull.ui.parts.SideButton
import app.lull.ui.parts.Warning
import app.lull.ui.theme.LocalWords

/** The way out: everything the person told is forgotten. Asked twice, and said what is left. */
@Composable
internal fun ForgetEverything(
    forgotten: Forgotten?,
    copies: Copies?,
    onTap: (BackupTap) -> Unit,
) {
    val words = LocalWords.current.backup
    var asked by rememberSaveable { mutableStateOf(false) }
    Card {
        Heading(words.forget)
        Quiet(words.forgetAbout)
        if (copies != null) Quiet(words.forgetNotFolder(copies.folder))
        if (!asked) {
            SideButton(words.forgetAsk) { asked = true }
        } else {
            SideButton(words.forgetDiary) { onTap(BackupTap.ForgetEverything(backupsToo = false)).also { asked = false } }
            SideButton(words.forgetBackupsToo) { onTap(BackupTap.ForgetEverything(backupsToo = true)).also { asked = false } }
            SideButton(words.leaveIt) { asked = false }
        }
        if (forgotten != null) Warning(words.forgotten(forgotten))
    }
}
