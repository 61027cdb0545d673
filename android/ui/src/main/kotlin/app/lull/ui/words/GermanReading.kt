package app.lull.ui.words

import app.lull.core.DateOrder
import app.lull.core.Field
import app.lull.core.Imported
import app.lull.core.Merged
import app.lull.core.OnConflict
import app.lull.core.TableGuess

internal object GermanReading : ReadingWords {
    override val title = "Nächte aus einer Datei"
    override val about = "Ein Tagebuch, das Sie anderswo als Tabelle führten, oder die vollständige Datei eines anderen Lull."
    override val conflict = "Eine Nacht, die schon hier ist"
    override val pickTable = "Tabelle wählen (CSV)"
    override val pickComplete = "Vollständige Datei wählen (JSON)"
    override val guess = "So würde sie gelesen"
    override val notUsed = "nicht benutzt"
    override val dates = "Wie sind ihre Daten geschrieben?"
    override val backupFirst = "Vor dem Einlesen wird gesichert."

    override fun onConflict(onConflict: OnConflict) =
        when (onConflict) {
            OnConflict.KEEP -> "Bleibt, wie sie ist"
            OnConflict.REPLACE -> "Wird durch die der Datei ersetzt"
            OnConflict.FILL -> "Wird ergänzt"
        }

    override fun field(field: Field) =
        when (field) {
            Field.NIGHT -> "die Nacht"
            Field.BEDTIME -> "Lichtausmachen"
            Field.SYMPTOMS -> "ob Beschwerden kamen"
            Field.ONSET -> "wann sie anfingen"
            Field.SEVERITY -> "wie schlimm es war"
            Field.SLEEP_QUALITY -> "Schlaf"
            Field.GOT_UP -> "wie oft auf"
            Field.HELPED -> "ob es half"
            Field.SESSION_USED -> "ob es eine Massage gab"
            Field.SESSION_MINUTES -> "wie lange die Massage war"
            Field.SESSION_START -> "wann die Massage anfing"
            Field.NOTE -> "eine Notiz"
        }

    override fun example(cell: String) = "etwa $cell"

    override fun remarks(guess: TableGuess) =
        listOfNotNull(
            guess.assumedMinutes?.let { "Massagen, von denen nur der Beginn dasteht, zählen als $it min." },
            "${counted(guess.rounded, "Bewertung wird", "Bewertungen werden")} auf ganze Zahlen gerundet.".takeIf { guess.rounded > 0u },
            "${counted(guess.emptyRows, "Zeile", "Zeilen")} mit einem Datum und sonst nichts weggelassen.".takeIf { guess.emptyRows > 0u },
            "In ${counted(guess.takenForUnknown, "Zeile", "Zeilen")} zählt ein leeres Feld zu Beschwerden als weiß nicht.".takeIf {
                guess.takenForUnknown >
                    0u
            },
        )

    override fun range(
        from: String,
        to: String,
    ) = "Von $from bis $to."

    override fun dateOrder(order: DateOrder) =
        when (order) {
            DateOrder.DAY_MONTH_YEAR -> "Tag zuerst"
            DateOrder.MONTH_DAY_YEAR -> "Monat zuerst"
            DateOrder.YEAR_MONTH_DAY -> "Jahr zuerst"
        }

    override fun read(nights: Int) = if (nights == 1) "1 Nacht einlesen" else "$nights Nächte einlesen"

    override fun imported(imported: Imported) =
        "${counted(
            imported.nights,
            "Nacht",
            "Nächte",
        )} gelesen: ${imported.added} neu, ${imported.changed} geändert, ${imported.unchanged} wie zuvor. " +
            "${counted(imported.sessionsAdded, "Massage", "Massagen")} dazu."

    override fun merged(merged: Merged): String {
        val device = if (merged.deviceReset) " Das benutzte Gerät ist hier nicht dabei: Bis Sie eines wählen, schalten Sie Ihres selbst." else ""
        return "Gelesen: ${counted(merged.nightsAdded, "Nacht", "Nächte")} neu, ${merged.nightsChanged} geändert, ${merged.nightsKept} wie zuvor. " +
            "${counted(merged.sessionsAdded, "Massage", "Massagen")} dazu.$device"
    }
}
