package app.lull.ui.morning

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import app.lull.core.ApiException
import app.lull.core.Entry
import app.lull.core.MorningAnswer
import app.lull.ui.parts.SideButton
import app.lull.ui.parts.Warning
import app.lull.ui.theme.LocalTimes
import app.lull.ui.theme.LocalWords

/** The night in the person's own words. [refused] is what could not be kept of them. */
@Composable
internal fun OwnWords(
    entry: Entry,
    refused: ApiException.InvalidInput?,
    tell: Telling,
) {
    val words = LocalWords.current
    Written(words.night.tags, entry.details?.tags.orEmpty().joinToString(", "), words.night.keepTags) { text ->
        tell { MorningAnswer.Tags(text.split(',').map(String::trim).filter(String::isNotEmpty)) }
    }
    Written(words.night.note, entry.note, words.night.keepNote, lines = 3) { text -> tell { MorningAnswer.Note(text) } }
    refused?.let { Warning(words.trouble(it, LocalTimes.current)) }
}

/** A text that is kept with a button. */
@Composable
private fun Written(
    label: String,
    kept: String,
    keep: String,
    lines: Int = 1,
    onKeep: (String) -> Unit,
) {
    var text by rememberSaveable(kept) { mutableStateOf(kept) }
    OutlinedTextField(text, { text = it }, Modifier.fillMaxWidth(), label = { Text(label) }, singleLine = lines == 1, minLines = lines)
    SideButton(keep, enabled = text != kept) { onKeep(text) }
}
