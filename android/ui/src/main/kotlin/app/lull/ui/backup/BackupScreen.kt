package app.lull.ui.backup

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.PasswordVisualTransformation
import app.lull.core.Backup
import app.lull.ui.parts.Buttons
import app.lull.ui.parts.Card
import app.lull.ui.parts.Heading
import app.lull.ui.parts.Page
import app.lull.ui.parts.Quiet
import app.lull.ui.parts.QuietButton
import app.lull.ui.parts.SideButton
import app.lull.ui.parts.Warning
import app.lull.ui.theme.LocalTimes
import app.lull.ui.theme.LocalWords

/** Backups of the diary: made, handed over, and brought back. */
@Composable
fun BackupScreen(
    state: BackupState,
    onTap: (BackupTap) -> Unit,
) {
    val words = LocalWords.current
    Page(words.backup.title, onBack = { onTap(BackupTap.Leave) }) {
        state.trouble?.let { trouble ->
            Warning(words.trouble(trouble, LocalTimes.current)) { QuietButton(words.tryAgain) { onTap(BackupTap.Look) } }
        }
        Text(words.backup.about)
        Make(state, onTap)
        FolderPart(state.copies, state.zone, onTap)
        val backups = state.backups ?: return@Page
        Heading(words.backup.kept)
        state.restored?.let { done ->
            Warning(words.backup.restored(done)) { QuietButton(words.diary.undo) { onTap(BackupTap.Undo) } }
        }
        if (backups.isEmpty()) Quiet(words.backup.noneYet)
        for (backup in backups) {
            Kept(backup, state.zone, onTap)
            // where the person is looking
            if (backup.path == state.toRestore) HowToRestore(backup.locked, onTap)
        }
        Quiet(words.backup.fromElsewhereAbout)
        SideButton(words.backup.fromElsewhere) { onTap(BackupTap.Pick) }
        // of a file from elsewhere nobody knows yet whether it is sealed
        if (state.toRestore != null && backups.none { it.path == state.toRestore }) HowToRestore(maybeSealed = true, onTap)
        ForgetEverything(state.forgotten, state.copies, onTap)
    }
}

@Composable
private fun Make(
    state: BackupState,
    onTap: (BackupTap) -> Unit,
) {
    val words = LocalWords.current.backup
    var passphrase by remember { mutableStateOf("") }
    Card {
        Heading(words.make)
        Passphrase(passphrase, words.passphraseIfAny) { passphrase = it }
        Quiet(words.passphraseAbout)
        SideButton(words.makeNow) { onTap(BackupTap.Make(passphrase)) }
        if (state.made) Text(words.made, Modifier.semantics { liveRegion = LiveRegionMode.Polite })
    }
}

/** In the diary's place, or beside it: asked before anything changes. */
@Composable
private fun HowToRestore(
    maybeSealed: Boolean,
    onTap: (BackupTap) -> Unit,
) {
    val words = LocalWords.current.backup
    var passphrase by remember { mutableStateOf("") }
    Card {
        Heading(words.how)
        Text(words.howAbout)
        if (maybeSealed) Passphrase(passphrase, words.passphrase) { passphrase = it }
        SideButton(words.fill) { onTap(BackupTap.Restore(passphrase, fill = true)) }
        SideButton(words.replace) { onTap(BackupTap.Restore(passphrase, fill = false)) }
        QuietButton(words.leaveIt) { onTap(BackupTap.LeaveAsItIs) }
    }
}

@Composable
private fun Kept(
    backup: Backup,
    zone: String,
    onTap: (BackupTap) -> Unit,
) {
    val (words, times) = LocalWords.current.backup to LocalTimes.current
    val told = words.told(backup, times, zone)
    Card {
        Text(told)
        Buttons {
            QuietButton(words.share, described = "${words.share}: $told") { onTap(BackupTap.Share(backup)) }
            QuietButton(words.bringBack, described = "${words.bringBack}: $told") { onTap(BackupTap.Choose(backup.path)) }
        }
    }
}

@Composable
private fun Passphrase(
    text: String,
    label: String,
    onChange: (String) -> Unit,
) = OutlinedTextField(
    text,
    onChange,
    Modifier.fillMaxWidth(),
    label = { Text(label) },
    visualTransformation = PasswordVisualTransformation(),
    singleLine = true,
)
