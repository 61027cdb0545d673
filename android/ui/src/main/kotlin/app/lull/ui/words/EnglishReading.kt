package app.lull.ui.words

import app.lull.core.DateOrder
import app.lull.core.Field
import app.lull.core.Imported
import app.lull.core.Merged
import app.lull.core.OnConflict
import app.lull.core.TableGuess

internal object EnglishReading : ReadingWords {
    override val title = "Nights from a file"
    override val about = "A diary you kept elsewhere as a table, or the complete file of another Lull."
    override val conflict = "A night that is here already"
    override val pickTable = "Choose a table (CSV)"
    override val pickComplete = "Choose a complete file (JSON)"
    override val guess = "How it would be read"
    override val notUsed = "not used"
    override val dates = "How are its dates written?"
    override val backupFirst = "Before it is read, a backup is made."

    override fun onConflict(onConflict: OnConflict) =
        when (onConflict) {
            OnConflict.KEEP -> "Stays as it is"
            OnConflict.REPLACE -> "Is replaced by the file's"
            OnConflict.FILL -> "Is filled in"
        }

    override fun field(field: Field) =
        when (field) {
            Field.NIGHT -> "the night"
            Field.BEDTIME -> "lights-out"
            Field.SYMPTOMS -> "whether symptoms came"
            Field.ONSET -> "when they started"
            Field.SEVERITY -> "how bad it was"
            Field.SLEEP_QUALITY -> "sleep"
            Field.GOT_UP -> "how often up"
            Field.HELPED -> "whether it helped"
            Field.SESSION_USED -> "whether there was a massage"
            Field.SESSION_MINUTES -> "how long the massage was"
            Field.SESSION_START -> "when the massage began"
            Field.NOTE -> "a note"
        }

    override fun example(cell: String) = "such as $cell"

    override fun remarks(guess: TableGuess) =
        listOfNotNull(
            guess.assumedMinutes?.let { "Massages of which only the start is told count as $it min." },
            "${counted(guess.rounded, "rating is", "ratings are")} rounded to a whole number.".takeIf { guess.rounded > 0u },
            "${counted(guess.emptyRows, "row", "rows")} with a date and nothing else left out.".takeIf { guess.emptyRows > 0u },
            "In ${counted(guess.takenForUnknown, "row", "rows")} an empty cell about symptoms counts as don't know.".takeIf {
                guess.takenForUnknown >
                    0u
            },
        )

    override fun range(
        from: String,
        to: String,
    ) = "From $from to $to."

    override fun dateOrder(order: DateOrder) =
        when (order) {
            DateOrder.DAY_MONTH_YEAR -> "Day first"
            DateOrder.MONTH_DAY_YEAR -> "Month first"
            DateOrder.YEAR_MONTH_DAY -> "Year first"
        }

    override fun read(nights: Int) = if (nights == 1) "Read 1 night" else "Read $nights nights"

    override fun imported(imported: Imported) =
        "Read ${counted(
            imported.nights,
            "night",
            "nights",
        )}: ${imported.added} new, ${imported.changed} changed, ${imported.unchanged} as they were. " +
            "${counted(imported.sessionsAdded, "massage", "massages")} added."

    override fun merged(merged: Merged): String {
        val device = if (merged.deviceReset) " The massager it used is not here: until you choose one, you switch yours yourself." else ""
        return "Read: ${counted(merged.nightsAdded, "night", "nights")} new, ${merged.nightsChanged} changed, ${merged.nightsKept} as they were. " +
            "${counted(merged.sessionsAdded, "massage", "massages")} added.$device"
    }
}
