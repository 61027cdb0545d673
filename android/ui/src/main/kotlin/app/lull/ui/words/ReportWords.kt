package app.lull.ui.words

/** The words of the page for the doctor, and of the diary as a file. */
interface ReportWords {
    val title: String
    val howMany: String
    val sharePdf: String
    val shareText: String
    val print: String
    val cannotPrint: String
    val onlyByYou: String
    val preview: String
    val diary: String
    val diaryAbout: String
    val shareCsv: String
    val shareJson: String
}

internal object EnglishReport : ReportWords {
    override val title = "A page for your doctor"
    override val howMany = "How many nights?"
    override val sharePdf = "Hand over as PDF"
    override val shareText = "As text"
    override val print = "Print"
    override val cannotPrint = "Nothing can be printed from here. Hand the page over as PDF and print that where there is a printer."
    override val onlyByYou = "It goes only where you send it. Lull itself has no way to the internet."
    override val preview = "What it says"
    override val diary = "The whole diary as a file"
    override val diaryAbout = "A table opens in any spreadsheet. The complete file can be read back by Lull on another phone."
    override val shareCsv = "As a table (CSV)"
    override val shareJson = "Complete (JSON)"
}

internal object GermanReport : ReportWords {
    override val title = "Eine Seite für die Praxis"
    override val howMany = "Wie viele Nächte?"
    override val sharePdf = "Als PDF weitergeben"
    override val shareText = "Als Text"
    override val print = "Drucken"
    override val cannotPrint =
        "Von hier lässt sich nichts drucken. Geben Sie die Seite als PDF weiter und drucken Sie sie, wo ein Drucker ist."
    override val onlyByYou = "Sie geht nur dahin, wohin Sie sie geben. Lull selbst kommt nicht ins Internet."
    override val preview = "Was darauf steht"
    override val diary = "Das ganze Tagebuch als Datei"
    override val diaryAbout =
        "Eine Tabelle öffnet jedes Tabellenprogramm. Die vollständige Datei kann Lull auf einem anderen Telefon wieder einlesen."
    override val shareCsv = "Als Tabelle (CSV)"
    override val shareJson = "Vollständig (JSON)"
}
