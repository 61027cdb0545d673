package app.lull.ui.reading

import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import app.lull.core.DateOrder
import app.lull.core.OnConflict
import app.lull.core.TableGuess
import app.lull.ui.parts.Card
import app.lull.ui.parts.Choice
import app.lull.ui.parts.Heading
import app.lull.ui.parts.MainButton
import app.lull.ui.parts.Page
import app.lull.ui.parts.Question
import app.lull.ui.parts.Quiet
import app.lull.ui.parts.SideButton
import app.lull.ui.parts.Warning
import app.lull.ui.theme.LocalTimes
import app.lull.ui.theme.LocalWords

/** Nights from a file: a table of any kind, or Lull's own complete one. */
@Composable
fun ReadingScreen(
    state: ReadingState,
    onTap: (ReadingTap) -> Unit,
) {
    val words = LocalWords.current
    Page(words.reading.title, onBack = { onTap(ReadingTap.Leave) }) {
        Text(words.reading.about)
        val conflicts = OnConflict.entries.map { Choice(it, words.reading.onConflict(it)) }
        Question(words.reading.conflict, conflicts, state.choices.onConflict) { onTap(ReadingTap.Nights(it)) }
        SideButton(words.reading.pickTable) { onTap(ReadingTap.PickTable) }
        SideButton(words.reading.pickComplete) { onTap(ReadingTap.PickComplete) }
        state.trouble?.let { Warning(words.trouble(it, LocalTimes.current)) }
        state.guess?.let { Guess(it, onTap) }
        val done = state.imported?.let(words.reading::imported) ?: state.merged?.let(words.reading::merged)
        if (done != null) Card { Text(done, Modifier.semantics { liveRegion = LiveRegionMode.Polite }) }
    }
}

/** What the table was taken for. Nothing is read before the person agrees. */
@Composable
private fun Guess(
    guess: TableGuess,
    onTap: (ReadingTap) -> Unit,
) {
    val (words, times) = LocalWords.current.reading to LocalTimes.current
    Card {
        Heading(words.guess)
        for (column in guess.columns) {
            val taken = column.field?.let(words::field) ?: words.notUsed
            Text("${column.header}: $taken")
            if (column.example.isNotEmpty()) Quiet(words.example(column.example))
        }
        for (remark in words.remarks(guess)) Quiet(remark)
        val nights = guess.nights
        if (nights.isNotEmpty()) {
            Text(words.range(times.night(nights.first().entry.night), times.night(nights.last().entry.night)))
        }
        guess.dateOrder?.let { order ->
            Question(words.dates, DateOrder.entries.map { Choice(it, words.dateOrder(it)) }, order) { onTap(ReadingTap.Dates(it)) }
        }
    }
    MainButton(words.read(guess.nights.size), enabled = guess.nights.isNotEmpty()) { onTap(ReadingTap.Read) }
    Quiet(words.backupFirst)
}
