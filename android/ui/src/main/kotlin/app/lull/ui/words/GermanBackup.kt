package app.lull.ui.words

import app.lull.core.Backup
import app.lull.core.BackupKind
import app.lull.core.Forgotten
import app.lull.core.Restored
import app.lull.ui.CopyTrouble

internal object GermanBackup : BackupWords {
    override val title = "Sicherung"
    override val about =
        "Lull sichert das Tagebuch einmal am Tag von selbst, auf diesem Telefon. Geht das Telefon verloren, sind sie mit verloren: " +
            "Bringen Sie ab und zu eine an einen sicheren Ort."
    override val make = "Jetzt eine machen"
    override val passphraseIfAny = "Passwort, wenn Sie eines wollen"
    override val passphrase = "Passwort, wenn sie eines hat"
    override val passphraseAbout = "Mit Passwort kann sie sonst niemand lesen. Ohne das Passwort kann es niemand, auch Sie nicht."
    override val makeNow = "Sicherung machen"
    override val made = "Gemacht. Sie steht unten in der Liste."
    override val how = "Wie soll sie zurückgeholt werden?"
    override val howAbout = "Bevor sich etwas ändert, wird das Tagebuch gesichert, wie es jetzt ist."
    override val fill = "Ergänzen, was fehlt"
    override val replace = "An die Stelle des Tagebuchs setzen"
    override val leaveIt = "Alles lassen, wie es ist"
    override val kept = "Auf diesem Telefon"
    override val noneYet = "Noch keine. Die erste entsteht von selbst, oder mit dem Knopf oben."
    override val share = "Weitergeben"
    override val bringBack = "Zurückholen"
    override val fromElsewhere = "Datei wählen"
    override val fromElsewhereAbout = "Eine Sicherung von einem anderen Telefon oder von einem sicheren Ort:"

    override val folder = "Eine Kopie an einem sicheren Ort"
    override val folderAbout =
        "Lull kann jede tägliche Sicherung in einen Ordner Ihrer Wahl kopieren, etwa auf eine Speicherkarte. Wer den Ordner öffnen kann, " +
            "kann sie lesen."
    override val folderChoose = "Ordner wählen"
    override val folderOther = "Anderen Ordner wählen"
    override val folderStop = "Nicht mehr kopieren"
    override val folderNothingYet = "Noch wurde nichts kopiert."
    override val folderKeeps = "Lull behält dort seine neuesten sieben Kopien und rührt sonst nichts an."

    override fun folderInto(name: String) = "In: $name"

    override fun folderLast(moment: String) = "Zuletzt kopiert: $moment"

    override fun folderTrouble(trouble: CopyTrouble) =
        when (trouble) {
            CopyTrouble.NOT_ALLOWED -> "Lull darf nicht mehr in den Ordner schreiben. Wählen Sie ihn noch einmal, oder einen anderen."
            CopyTrouble.GONE -> "Den Ordner gibt es nicht mehr. Legen Sie die Speicherkarte wieder ein oder wählen Sie einen anderen."
            CopyTrouble.NOT_WRITTEN ->
                "Die neueste Sicherung ließ sich dort nicht schreiben. Vielleicht ist kein Platz mehr. Lull versucht es von selbst wieder."
        }

    override fun forgetNotFolder(name: String) = "Kopien im Ordner $name bleiben dort. Löschen können nur Sie sie."

    override val forget = "Alles vergessen"
    override val forgetAbout =
        "Das Tagebuch, die Einstellungen und die Geräte. Eine behaltene Sicherung kann sie zurückholen; ohne eine kann es nichts."
    override val forgetAsk = "Alles vergessen"
    override val forgetDiary = "Alles vergessen, Sicherungen behalten"
    override val forgetBackupsToo = "Alles vergessen, auch die Sicherungen"

    override fun told(
        backup: Backup,
        times: Times,
        zone: String,
    ): String {
        val contents = backup.contents ?: return if (backup.locked) "Mit Passwort verschlossen" else "Nicht lesbar: Die Datei ist beschädigt"
        val kind =
            when (contents.kind) {
                BackupKind.AUTOMATIC -> "von selbst gemacht"
                BackupKind.BY_HAND -> "von Ihnen gemacht"
                BackupKind.BEFORE_RESTORE -> "bevor eine zurückgeholt wurde"
                BackupKind.BEFORE_IMPORT -> "vor einem Einlesen"
            }
        val lock = if (backup.locked) ", verschlossen" else ""
        return "${times.moment(
            contents.made,
            zone,
        )}, $kind$lock: ${counted(contents.nights, "Nacht", "Nächte")}, ${counted(contents.sessions, "Massage", "Massagen")}"
    }

    override fun restored(restored: Restored) =
        "Zurückgeholt: ${counted(restored.contents.nights, "Nacht", "Nächte")} und " +
            "${counted(restored.contents.sessions, "Massage", "Massagen")} waren darin. Das Tagebuch von davor ist gesichert."

    override fun forgotten(forgotten: Forgotten): String {
        val left = backups(forgotten.left.size)
        val counted =
            if (forgotten.sessionsCounted == 0u) "" else " Dass in den letzten Stunden eine Massage lief, zählt weiter, damit Ihre Beine ruhen."
        return "Vergessen. $left$counted"
    }

    private fun backups(left: Int) =
        when (left) {
            0 -> "Nichts davon ist noch hier."
            1 -> "1 Sicherung enthält noch ein Tagebuch."
            else -> "$left Sicherungen enthalten noch ein Tagebuch."
        }
}
