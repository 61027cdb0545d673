package app.lull.ui.parts

import androidx.compose.material3.ExperimentalMaterial3Api
import androidx.compose.material3.TimeInput
import androidx.compose.material3.rememberTimePickerState
import androidx.compose.runtime.Composable
import app.lull.core.ClockTime
import app.lull.ui.theme.LocalTimes
import app.lull.ui.theme.LocalWords

/** A time of day to be entered, beginning with [first]; it counts when its button is tapped. [of] says what it is the time of. */
@OptIn(ExperimentalMaterial3Api::class)
@Composable
internal fun TimeEntry(
    of: String,
    first: ClockTime,
    take: String = LocalWords.current.morning.thisTime,
    onTake: (ClockTime) -> Unit,
) {
    val entered = rememberTimePickerState(first.hour.toInt(), first.minute.toInt(), LocalTimes.current.is24Hour)
    TimeInput(entered)
    QuietButton(take, described = "$take: $of") { onTake(ClockTime(entered.hour.toUByte(), entered.minute.toUByte())) }
}
