package app.lull.ui.words

import app.lull.core.Backup
import app.lull.core.BackupKind
import app.lull.core.Forgotten
import app.lull.core.Restored

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
