package app.lull.ui.parts

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import app.lull.core.ClockTime
import app.lull.ui.theme.LocalTimes
import app.lull.ui.theme.LocalWords

/** A time of day, which can be changed; [unless] is the answer that there is none. Entering one begins with [first]. */
@Composable
internal fun TimeCard(
    text: String,
    time: ClockTime?,
    unless: Pair<String, () -> Unit>? = null,
    first: ClockTime = time ?: EVENING,
    onTake: (ClockTime) -> Unit,
) {
    val (words, times) = LocalWords.current to LocalTimes.current
    var changing by rememberSaveable { mutableStateOf(false) }
    Card {
        Quiet(text)
        val shown = time?.let(times::time) ?: unless?.first.orEmpty()
        Text(shown, style = MaterialTheme.typography.headlineMedium)
        if (!changing) {
            Buttons {
                QuietButton(words.setup.change, described = "${words.setup.change}: $text") { changing = true }
                if (unless != null && time != null) QuietButton(unless.first) { unless.second() }
            }
            return@Card
        }
        TimeEntry(text, first) {
            onTake(it)
            changing = false
        }
    }
}

private val EVENING = ClockTime(20u, 0u)
