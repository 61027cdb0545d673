package app.lull.ui.backup

import app.lull.core.ApiException
import app.lull.core.CoreHost
import app.lull.core.WakeReason
import app.lull.ui.Phone
import app.lull.ui.Visited
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import java.io.File

/** Makes backups, hands them over, and brings one back. */
class BackupPresenter(
    private val scope: CoroutineScope,
    private val host: CoreHost,
    private val phone: Phone,
    private val leave: () -> Unit,
) : Visited {
    private val shown = MutableStateFlow(BackupState())
    val state: StateFlow<BackupState> = shown.asStateFlow()

    override fun look() = attempt { phone.folder.look() }

    fun tap(tap: BackupTap) {
        when (tap) {
            BackupTap.Look -> look()
            BackupTap.Leave -> leave()
            is BackupTap.Make ->
                attempt {
                    host.ask { createBackup(null, tap.passphrase.ifEmpty { null }, it) }
                    shown.update { it.copy(made = true) }
                }
            is BackupTap.Share ->
                attempt {
                    val file = File(tap.backup.path)
                    phone.sharing.share(file.name, MIME, withContext(Dispatchers.IO) { file.readBytes() })
                }
            is BackupTap.Choose -> shown.update { it.copy(toRestore = tap.path, restored = null) }
            BackupTap.Pick -> attempt { phone.picking.pick()?.let { path -> shown.update { it.copy(toRestore = path, restored = null) } } }
            BackupTap.LeaveAsItIs -> shown.update { it.copy(toRestore = null) }
            is BackupTap.Restore -> shown.value.toRestore?.let { path -> attempt { restore(path, tap.passphrase, tap.fill) } }
            BackupTap.ChooseFolder -> attempt { phone.folder.choose() }
            BackupTap.LeaveFolder -> attempt { phone.folder.stop() }
            is BackupTap.ForgetEverything -> attempt { forget(tap.backupsToo) }
            BackupTap.Undo ->
                shown.value.restored?.let { done ->
                    attempt {
                        restore(done.before.path, "", fill = false)
                        shown.update { it.copy(restored = null) }
                    }
                }
        }
    }

    private suspend fun forget(backupsToo: Boolean) {
        val forgotten = host.ask { forgetEverything(backupsToo, it) }
        phone.reminders.wake(WakeReason.TAP)
        shown.update { BackupState(zone = it.zone, forgotten = forgotten) }
    }

    private suspend fun restore(
        path: String,
        passphrase: String,
        fill: Boolean,
    ) {
        val restored = host.ask { restoreBackup(path, passphrase.ifEmpty { null }, fill, it) }
        phone.reminders.wake(WakeReason.TAP)
        shown.update { it.copy(restored = restored, toRestore = null) }
    }

    private fun attempt(what: suspend () -> Unit) {
        scope.launch {
            try {
                what()
                val (backups, zone) = host.ask { backups() to clockThatCounts(it).zone }
                shown.update { it.copy(backups = backups, copies = phone.folder.copies.value, zone = zone, trouble = null) }
            } catch (trouble: ApiException) {
                shown.update { it.copy(trouble = trouble) }
            }
        }
    }

    private companion object {
        const val MIME = "application/octet-stream"
    }
}
