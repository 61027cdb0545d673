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
import app.lull.ui.parts.SideButton
import app.lull.ui.parts.Warning
import app.lull.ui.theme.LocalTimes
import app.lull.ui.theme.LocalWords

/** The night in the person's own words. [refused] is what could not be kept of them. */
@Composable
internal fun OwnWords(
    entry: Entry,
    refused: ApiException.InvalidInput?,
    onTap: (MorningTap) -> Unit,
) {
    val words = LocalWords.current
    val tags = entry.details?.tags.orEmpty().joinToString(", ")
    Written(words.night.tags, tags, words.night.keepTags, onTap) { OwnWords.Tags(it) }
    Written(words.night.note, entry.note, words.night.keepNote, onTap, lines = 3) { OwnWords.Note(it) }
    refused?.let { Warning(words.trouble(it, LocalTimes.current)) }
}

/** A text that is kept with a button, or when the screen is left. */
@Composable
private fun Written(
    label: String,
    kept: String,
    keep: String,
    onTap: (MorningTap) -> Unit,
    lines: Int = 1,
    written: (String) -> OwnWords,
) {
    var text by rememberSaveable(kept) { mutableStateOf(kept) }
    val write = { new: String ->
        text = new
        onTap(MorningTap.Write(written(new), isKept = new == kept))
    }
    OutlinedTextField(text, write, Modifier.fillMaxWidth(), label = { Text(label) }, singleLine = lines == 1, minLines = lines)
    SideButton(keep, enabled = text != kept) { onTap(MorningTap.Keep(written(text))) }
}
