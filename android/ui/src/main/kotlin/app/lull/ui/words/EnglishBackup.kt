package app.lull.ui.words

import app.lull.core.Backup
import app.lull.core.BackupKind
import app.lull.core.Forgotten
import app.lull.core.Restored
import app.lull.ui.CopyTrouble

internal object EnglishBackup : BackupWords {
    override val title = "Backup"
    override val about =
        "Lull makes a backup by itself once a day, on this phone. A lost phone takes them along: hand one over to a safe place now and then."
    override val make = "Make one now"
    override val passphraseIfAny = "Passphrase, if you want one"
    override val passphrase = "Passphrase, where it has one"
    override val passphraseAbout = "With a passphrase nobody else can read it. Without the passphrase nobody can, you neither."
    override val makeNow = "Make a backup"
    override val made = "Made. It is in the list below."
    override val how = "How shall it be brought back?"
    override val howAbout = "Before anything changes, a backup of the diary as it is now is made."
    override val fill = "Fill in what is missing"
    override val replace = "Take the diary's place"
    override val leaveIt = "Leave everything as it is"
    override val kept = "On this phone"
    override val noneYet = "No backup yet. The first one is made by itself, or with the button above."
    override val share = "Hand over"
    override val bringBack = "Bring back"
    override val fromElsewhere = "Choose a file"
    override val fromElsewhereAbout = "A backup from another phone, or from a safe place:"

    override val folder = "A copy in a safe place"
    override val folderAbout =
        "Lull can copy each daily backup into a folder you choose, such as one on a memory card. Whoever can open the folder can read it."
    override val folderChoose = "Choose a folder"
    override val folderOther = "Choose another folder"
    override val folderStop = "Stop copying"
    override val folderNothingYet = "Nothing was copied yet."
    override val folderKeeps = "Lull keeps its newest seven copies there and touches nothing else."

    override fun folderInto(name: String) = "Into: $name"

    override fun folderLast(moment: String) = "Last copied: $moment"

    override fun folderTrouble(trouble: CopyTrouble) =
        when (trouble) {
            CopyTrouble.NOT_ALLOWED -> "Lull may no longer write into the folder. Choose it again, or another."
            CopyTrouble.GONE -> "The folder is not there any more. Put the memory card back, or choose another folder."
            CopyTrouble.NOT_WRITTEN -> "The newest backup could not be written there. There may be no space left. Lull tries again by itself."
        }

    override fun forgetNotFolder(name: String) = "Copies in the folder $name stay there. Only you can delete those."

    override val forget = "Forget everything"
    override val forgetAbout = "The diary, the settings and the massagers. A backup you keep can bring them back; without one nothing can."
    override val forgetAsk = "Forget everything"
    override val forgetDiary = "Forget it all, keep the backups"
    override val forgetBackupsToo = "Forget it all, the backups too"

    override fun told(
        backup: Backup,
        times: Times,
        zone: String,
    ): String {
        val contents = backup.contents ?: return if (backup.locked) "Sealed with a passphrase" else "Cannot be read: the file is damaged"
        val kind =
            when (contents.kind) {
                BackupKind.AUTOMATIC -> "made by itself"
                BackupKind.BY_HAND -> "made by you"
                BackupKind.BEFORE_RESTORE -> "before one was brought back"
                BackupKind.BEFORE_IMPORT -> "before an import"
            }
        val lock = if (backup.locked) ", sealed" else ""
        return "${times.moment(
            contents.made,
            zone,
        )}, $kind$lock: ${counted(contents.nights, "night", "nights")}, ${counted(contents.sessions, "massage", "massages")}"
    }

    override fun restored(restored: Restored) =
        "Brought back: ${counted(restored.contents.nights, "night", "nights")} and " +
            "${counted(restored.contents.sessions, "massage", "massages")} were in it. The diary as it was before is kept."

    override fun forgotten(forgotten: Forgotten): String {
        val left = backups(forgotten.left.size)
        val counted = if (forgotten.sessionsCounted == 0u) "" else " That a massage ran in the last hours is still counted, for your legs' rest."
        return "Forgotten. $left$counted"
    }

    private fun backups(left: Int) =
        when (left) {
            0 -> "Nothing of it is left here."
            1 -> "1 backup still holds a diary."
            else -> "$left backups still hold a diary."
        }
}
