package app.lull.ui.parts

import androidx.compose.material3.ExperimentalMaterial3Api
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.material3.TimeInput
import androidx.compose.material3.rememberTimePickerState
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import app.lull.core.ClockTime
import app.lull.ui.theme.LocalTimes
import app.lull.ui.theme.LocalWords

/** A time of day, which can be changed; [unless] is the answer that there is none. */
@OptIn(ExperimentalMaterial3Api::class)
@Composable
internal fun TimeCard(
    text: String,
    time: ClockTime?,
    unless: Pair<String, () -> Unit>? = null,
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
        val entered = rememberTimePickerState(time?.hour?.toInt() ?: 20, time?.minute?.toInt() ?: 0, times.is24Hour)
        TimeInput(entered)
        QuietButton(words.morning.thisTime) {
            onTake(ClockTime(entered.hour.toUByte(), entered.minute.toUByte()))
            changing = false
        }
    }
}
