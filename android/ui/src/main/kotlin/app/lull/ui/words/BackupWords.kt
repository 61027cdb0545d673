package app.lull.ui.words

import app.lull.core.Backup
import app.lull.core.Forgotten
import app.lull.core.Restored

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

    /** What is left after everything was forgotten. */
    fun forgotten(forgotten: Forgotten): String
}
