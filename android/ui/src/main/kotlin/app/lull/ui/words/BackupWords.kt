package app.lull.ui.words

import app.lull.core.Backup
import app.lull.core.Forgotten
import app.lull.core.Restored
import app.lull.ui.CopyTrouble

/** The words of backups. */
interface BackupWords {
    val title: String
    val about: String
    val make: String
    val passphraseIfAny: String
    val passphrase: String
    val passphraseAbout: String
    val makeNow: String
    val made: String
    val how: String
    val howAbout: String
    val fill: String
    val replace: String
    val leaveIt: String
    val kept: String
    val noneYet: String
    val share: String
    val bringBack: String
    val fromElsewhere: String
    val fromElsewhereAbout: String
    val folder: String
    val folderAbout: String
    val folderChoose: String
    val folderOther: String
    val folderStop: String
    val folderNothingYet: String
    val folderKeeps: String
    val forget: String
    val forgetAbout: String
    val forgetAsk: String
    val forgetDiary: String
    val forgetBackupsToo: String

    /** A backup in one line: when, why, and what is in it. */
    fun told(
        backup: Backup,
        times: Times,
        zone: String,
    ): String

    fun restored(restored: Restored): String

    /** Where copies go. */
    fun folderInto(name: String): String

    fun folderLast(moment: String): String

    /** Why nothing is copied, and what to do about it. */
    fun folderTrouble(trouble: CopyTrouble): String

    /** What forgetting everything does not reach. */
    fun forgetNotFolder(name: String): String

    /** What is left after everything was forgotten. */
    fun forgotten(forgotten: Forgotten): String
}
