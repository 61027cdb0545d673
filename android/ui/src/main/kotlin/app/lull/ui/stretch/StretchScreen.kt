package app.lull.ui.stretch

import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import app.lull.ui.parts.Card
import app.lull.ui.parts.Heading
import app.lull.ui.parts.MainButton
import app.lull.ui.parts.Page
import app.lull.ui.parts.Quiet
import app.lull.ui.theme.LocalWords

enum class StretchTap { BACK, START }

/** The three calf stretches, to be read before they are done one after the other. */
@Composable
fun StretchScreen(onTap: (StretchTap) -> Unit) {
    val words = LocalWords.current.stretch
    Page(words.title, onBack = { onTap(StretchTap.BACK) }) {
        Text(words.about)
        MainButton(words.start) { onTap(StretchTap.START) }
        for ((name, how) in words.stretches) {
            Card {
                Heading(name)
                Text(how)
            }
        }
        Quiet(words.noDevice)
    }
}
