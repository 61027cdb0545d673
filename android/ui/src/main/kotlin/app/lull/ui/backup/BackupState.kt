package app.lull.ui.backup

import app.lull.core.ApiException
import app.lull.core.Backup
import app.lull.core.Forgotten
import app.lull.core.Restored
import app.lull.ui.Copies

/** The backups, and what was just done with one. */
data class BackupState(
    /** Absent until they were read. */
    val backups: List<Backup>? = null,
    /** The folder outside Lull; absent: none was chosen. */
    val copies: Copies? = null,
    /** The clock the times are read on. */
    val zone: String = "",
    /** The file that is to be brought back, while the person is asked how. */
    val toRestore: String? = null,
    val made: Boolean = false,
    val restored: Restored? = null,
    val forgotten: Forgotten? = null,
    val trouble: ApiException? = null,
)

/** What a tap on this screen asks for. */
sealed interface BackupTap {
    data object Look : BackupTap

    data object Leave : BackupTap

    /** Empty: not sealed. */
    data class Make(
        val passphrase: String,
    ) : BackupTap {
        override fun toString() = "Make"
    }

    data class Share(
        val backup: Backup,
    ) : BackupTap

    data class Choose(
        val path: String,
    ) : BackupTap

    data object Pick : BackupTap

    data object LeaveAsItIs : BackupTap

    data class Restore(
        val passphrase: String,
        /** Fill in what is missing, rather than take the diary's place. */
        val fill: Boolean,
    ) : BackupTap {
        override fun toString() = "Restore(fill = $fill)"
    }

    data object Undo : BackupTap

    data object ChooseFolder : BackupTap

    data object LeaveFolder : BackupTap

    data class ForgetEverything(
        val backupsToo: Boolean,
    ) : BackupTap
}
