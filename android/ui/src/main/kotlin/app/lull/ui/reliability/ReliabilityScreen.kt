package app.lull.ui.reliability

import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.font.FontWeight
import app.lull.core.Audit
import app.lull.ui.Check
import app.lull.ui.CheckKind
import app.lull.ui.CheckState
import app.lull.ui.Maker
import app.lull.ui.parts.Buttons
import app.lull.ui.parts.Card
import app.lull.ui.parts.Heading
import app.lull.ui.parts.Page
import app.lull.ui.parts.Quiet
import app.lull.ui.parts.QuietButton
import app.lull.ui.parts.SideButton
import app.lull.ui.parts.Warning
import app.lull.ui.theme.LocalTimes
import app.lull.ui.theme.LocalWords

/** Whether reminders will come, what stands in their way, and how the last ones fared. */
@Composable
fun ReliabilityScreen(
    state: ReliabilityState,
    onTap: (ReliabilityTap) -> Unit,
) {
    val words = LocalWords.current
    Page(words.reliability.title, onBack = { onTap(ReliabilityTap.Leave) }) {
        state.trouble?.let { trouble ->
            Warning(words.trouble(trouble, LocalTimes.current)) { QuietButton(words.tryAgain) { onTap(ReliabilityTap.Look) } }
        }
        for (notice in state.notices) Warning(words.notice(notice, LocalTimes.current))
        Card {
            Heading(words.reliability.allowed)
            for (check in state.checks) CheckLine(check, state.maker, onTap)
        }
        Trial(state, onTap)
        state.audit?.let { Fared(it, state.zone) }
    }
}

@Composable
private fun CheckLine(
    check: Check,
    maker: Maker?,
    onTap: (ReliabilityTap) -> Unit,
) {
    val words = LocalWords.current.reliability
    val name = words.check(check.kind)
    Text("$name: ${words.state(check.state)}", fontWeight = if (check.state == CheckState.HINDERS) FontWeight.Bold else FontWeight.Normal)
    if (check.state == CheckState.OK) return
    if (check.kind == CheckKind.MAKER && maker != null) MakerSteps(maker) else Quiet(words.advice(check.kind))
    Buttons { QuietButton(words.fix, described = "${words.fix}: $name") { onTap(ReliabilityTap.Fix(check)) } }
}

/** What to change on a phone of that maker, step by step. */
@Composable
private fun MakerSteps(maker: Maker) {
    val words = LocalWords.current.reliability
    Quiet(words.makerAbout(maker))
    words.makerSteps(maker).forEachIndexed { before, step -> Text("${before + 1}. $step") }
    Quiet(words.makerAfter)
}

/** A reminder to see with one's own eyes. */
@Composable
private fun Trial(
    state: ReliabilityState,
    onTap: (ReliabilityTap) -> Unit,
) {
    val words = LocalWords.current.reliability
    Card {
        Heading(words.trial)
        Text(words.trialAbout)
        SideButton(words.trialStart) { onTap(ReliabilityTap.Test) }
        state.testIsSet?.let { isSet ->
            Text(if (isSet) words.trialSet else words.trialRefused, Modifier.semantics { liveRegion = LiveRegionMode.Polite })
        }
    }
}

/** How the reminders of the last weeks fared, and why some did not come on time. */
@Composable
private fun Fared(
    audit: Audit,
    zone: String,
) {
    val (words, times) = LocalWords.current.reliability to LocalTimes.current
    Card {
        Heading(words.fared)
        if (audit.onTime + audit.late + audit.missed == 0u) {
            Quiet(words.nothingDue)
            return@Card
        }
        Text(words.sum(audit), fontWeight = FontWeight.Bold)
        for (cause in audit.causes) Text(words.cause(cause))
        for (one in audit.deliveries.asReversed()) {
            if (one.spoilt) Quiet(words.delivery(one, times, zone))
        }
    }
}
