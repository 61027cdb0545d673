package app.lull.ui.start

import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import app.lull.core.ProgramKind
import app.lull.ui.parts.Choice
import app.lull.ui.parts.MainButton
import app.lull.ui.parts.Page
import app.lull.ui.parts.Question
import app.lull.ui.parts.Quiet
import app.lull.ui.parts.QuietButton
import app.lull.ui.parts.Tick
import app.lull.ui.parts.Warning
import app.lull.ui.theme.LocalTimes
import app.lull.ui.theme.LocalWords

/** What a tap on this screen asks for. */
sealed interface StartTap {
    data object Look : StartTap

    data object Leave : StartTap

    data object OpenSession : StartTap

    data class Which(
        val program: ProgramKind,
    ) : StartTap

    data class Legs(
        val points: UByte,
    ) : StartTap

    data object AfterBath : StartTap

    data object Start : StartTap
}

/** A massage that no reminder asked for: which one, how the legs are, and Start. */
@Composable
fun StartScreen(
    state: StartState,
    onTap: (StartTap) -> Unit,
) {
    val words = LocalWords.current
    Page(words.start.title, onBack = { onTap(StartTap.Leave) }) {
        state.trouble?.let { trouble ->
            Warning(words.trouble(trouble, LocalTimes.current)) { QuietButton(words.tryAgain) { onTap(StartTap.Look) } }
        }
        val start = state.start ?: return@Page
        if (start.isRunning) {
            MainButton(words.tonight.running) { onTap(StartTap.OpenSession) }
            return@Page
        }
        val massages = start.massages.map { Choice(it.program, words.start.massage(it)) }
        Question(words.start.which, massages, state.program) { onTap(StartTap.Which(it)) }
        Question(words.start.legs, points(), state.legsNow, words.start.legsEnds) { onTap(StartTap.Legs(it)) }
        Tick(words.start.afterBath, state.afterBath) { onTap(StartTap.AfterBath) }
        Text(words.start.holds(start.hold), Modifier.semantics { liveRegion = LiveRegionMode.Polite })
        StartPart(start, onTap)
    }
}

/** Start, or what keeps it from starting. */
@Composable
private fun StartPart(
    start: Start,
    onTap: (StartTap) -> Unit,
) {
    val words = LocalWords.current.tonight
    val overview = start.overview
    val hindrance = overview.hindrance
    MainButton(words.start, enabled = hindrance == null) { onTap(StartTap.Start) }
    if (hindrance != null) Text(words.hindrance(hindrance, LocalTimes.current, overview.clock.zone))
    Quiet(words.device(overview))
}

private fun points() = (0..10).map { Choice(it.toUByte(), it.toString()) }
