package app.lull.ui.words

import app.lull.core.DateOrder
import app.lull.core.Field
import app.lull.core.Imported
import app.lull.core.Merged
import app.lull.core.OnConflict
import app.lull.core.TableGuess

/** The words of reading nights from a file. */
interface ReadingWords {
    val title: String
    val about: String
    val conflict: String
    val pickTable: String
    val pickComplete: String
    val guess: String
    val notUsed: String
    val dates: String
    val backupFirst: String

    fun onConflict(onConflict: OnConflict): String

    fun field(field: Field): String

    fun example(cell: String): String

    /** What was assumed or left out. */
    fun remarks(guess: TableGuess): List<String>

    fun range(
        from: String,
        to: String,
    ): String

    fun dateOrder(order: DateOrder): String

    fun read(nights: Int): String

    fun imported(imported: Imported): String

    fun merged(merged: Merged): String
}
