package app.lull.ui.stretch

import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import app.lull.core.Stretch
import app.lull.ui.parts.Card
import app.lull.ui.parts.Heading
import app.lull.ui.parts.MainButton
import app.lull.ui.parts.Page
import app.lull.ui.parts.Quiet
import app.lull.ui.parts.QuietButton
import app.lull.ui.parts.Warning
import app.lull.ui.theme.LocalTimes
import app.lull.ui.theme.LocalWords

/** What a tap on this screen asks for. */
sealed interface StretchTap {
    /** Another screen. */
    sealed interface Leave : StretchTap

    data object Back : Leave

    data object Start : Leave

    data object Look : StretchTap
}

/** The calf stretches, to be read before they are done one after the other. */
@Composable
fun StretchScreen(
    state: StretchState,
    onTap: (StretchTap) -> Unit,
) {
    val words = LocalWords.current
    Page(words.stretch.title, onBack = { onTap(StretchTap.Back) }) {
        state.trouble?.let { trouble ->
            Warning(words.trouble(trouble, LocalTimes.current)) { QuietButton(words.tryAgain) { onTap(StretchTap.Look) } }
        }
        val stretches = state.stretches ?: return@Page
        Text(words.stretch.about(stretches.size.toUInt()))
        MainButton(words.stretch.start) { onTap(StretchTap.Start) }
        for (stretch in stretches) StretchCard(stretch)
        Quiet(words.stretch.noDevice)
    }
}

@Composable
private fun StretchCard(stretch: Stretch) {
    val words = LocalWords.current.stretch
    val guide = words.guide(stretch.exercise) ?: return
    Card {
        Heading(guide.name)
        StretchDrawing(stretch)
        Text(guide.how)
        Quiet(words.hold(stretch.hold.seconds.toUInt()))
    }
}
