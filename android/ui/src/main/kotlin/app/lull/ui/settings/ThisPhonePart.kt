package app.lull.ui.settings

import androidx.compose.runtime.Composable
import app.lull.ui.Own
import app.lull.ui.parts.Heading
import app.lull.ui.parts.Quiet
import app.lull.ui.parts.Tick
import app.lull.ui.theme.LocalWords

/** What is this phone's own: how its reminder is set, and who may see Lull on it. */
@Composable
internal fun ThisPhonePart(
    own: Own,
    change: ((Own) -> Own) -> Unit,
) {
    val words = LocalWords.current.settings
    Heading(words.thisPhone)
    Quiet(words.thisPhoneAbout)
    Tick(words.loud, own.loud) { change { it.copy(loud = !it.loud) } }
    Quiet(words.loudAbout)
    Tick(words.hidden, own.hidden) { change { it.copy(hidden = !it.hidden) } }
    Quiet(words.hiddenAbout)
}
