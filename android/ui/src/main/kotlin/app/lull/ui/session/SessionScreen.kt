package app.lull.ui.session

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.heightIn
import androidx.compose.material3.Button
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import app.lull.core.ProgramKind
import app.lull.core.SessionView
import app.lull.core.Stage
import app.lull.core.StepKind
import app.lull.core.Stretch
import app.lull.ui.parts.Buttons
import app.lull.ui.parts.Card
import app.lull.ui.parts.MainButton
import app.lull.ui.parts.Page
import app.lull.ui.parts.Quiet
import app.lull.ui.parts.SideButton
import app.lull.ui.parts.Warning
import app.lull.ui.stretch.StretchDrawing
import app.lull.ui.theme.LocalTimes
import app.lull.ui.theme.LocalWords

/** What a tap on this screen asks for. */
enum class SessionTap { STOP, PAUSE, RESUME, LOUDER, SOFTER, LEAVE }

/** A running massage: what it does, what is known of it, and Stop, which works in every state. */
@Composable
fun SessionScreen(
    state: SessionState,
    onTap: (SessionTap) -> Unit,
) {
    val words = LocalWords.current
    val view = state.view
    Page(if (view?.program == ProgramKind.STRETCH) words.stretch.title else words.session.title) {
        state.trouble?.let { Warning(words.trouble(it, LocalTimes.current)) }
        state.bondLost?.let { Warning(words.devices.pairAgain(it)) }
        if (view == null) {
            if (state.trouble == null) Quiet(words.session.starting) else MainButton(words.back, onClick = { onTap(SessionTap.LEAVE) })
            return@Page
        }
        val end = words.session.end(view)
        Progress(view, state, end)
        Told(state)
        if (end == null) Controls(view, state, onTap) else MainButton(words.session.done, onClick = { onTap(SessionTap.LEAVE) })
    }
}

@Composable
private fun Progress(
    view: SessionView,
    state: SessionState,
    end: String?,
) {
    val (words, times) = LocalWords.current.session to LocalTimes.current
    Card {
        Text(words.step(view), Modifier.semantics { liveRegion = LiveRegionMode.Polite }, style = MaterialTheme.typography.headlineSmall)
        if (end != null) {
            Text(end, Modifier.semantics { liveRegion = LiveRegionMode.Assertive })
            return@Card
        }
        if (view.isQuiet) Quiet(words.quiet)
        StretchNow(view.step, state.stretches)
        Text(words.left(times.countdown(view.remaining)), style = MaterialTheme.typography.displaySmall)
        val whole = view.elapsed + view.remaining
        LinearProgressIndicator(
            progress = { if (whole.isZero) 0f else view.elapsed.toMillis().toFloat() / whole.toMillis() },
            // the countdown says it in words
            modifier = Modifier.fillMaxWidth().height(8.dp).clearAndSetSemantics {},
            trackColor = MaterialTheme.colorScheme.outline.copy(alpha = 0.35f),
            drawStopIndicator = {},
        )
        Quiet(words.endsAt(times.time(view.endsAt, state.zone)))
        Text(words.level(view))
        Quiet(words.device(view, times, state.zone))
    }
}

/** What to do during a stretch, and how it looks. */
@Composable
private fun StretchNow(
    step: StepKind,
    stretches: List<Stretch>,
) {
    if (step !is StepKind.Stretch) return
    LocalWords.current.stretch.guide(step.exercise)?.let { Text(it.how) }
    stretches.find { it.exercise == step.exercise }?.let { StretchDrawing(it) }
}

/** What the person was told and the snapshot does not show. */
@Composable
private fun Told(state: SessionState) {
    val (words, times) = LocalWords.current.session to LocalTimes.current
    val told = state.told.mapNotNull { words.event(it, times, state.zone) }
    if (told.isEmpty()) return
    Text(words.whatHappened, Modifier.semantics { heading() }, style = MaterialTheme.typography.titleMedium)
    for (line in told) Text(line, Modifier.semantics { liveRegion = LiveRegionMode.Assertive })
}

@Composable
private fun Controls(
    view: SessionView,
    state: SessionState,
    onTap: (SessionTap) -> Unit,
) {
    val words = LocalWords.current.session
    val stopping = state.stopAsked || view.stage is Stage.Stopping
    // never disabled: a second press asks again
    Button({ onTap(SessionTap.STOP) }, Modifier.fillMaxWidth().heightIn(min = 120.dp)) {
        Text(if (stopping) words.stopping else words.stop, style = MaterialTheme.typography.headlineMedium)
    }
    Buttons {
        SideButton(words.softer, enabled = view.canChangeLevel, onClick = { onTap(SessionTap.SOFTER) })
        SideButton(words.louder, enabled = view.canChangeLevel, onClick = { onTap(SessionTap.LOUDER) })
        if (view.canResume) {
            SideButton(words.resume, onClick = { onTap(SessionTap.RESUME) })
        } else {
            SideButton(words.pause, enabled = view.canPause, onClick = { onTap(SessionTap.PAUSE) })
        }
    }
}
