package app.lull.ui.tonight

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import app.lull.core.Night
import app.lull.core.Notice
import app.lull.core.NoticeKind
import app.lull.core.Overview
import app.lull.core.ZoneAnswer
import app.lull.ui.parts.Buttons
import app.lull.ui.parts.Card
import app.lull.ui.parts.MainButton
import app.lull.ui.parts.Page
import app.lull.ui.parts.Quiet
import app.lull.ui.parts.QuietButton
import app.lull.ui.parts.SideButton
import app.lull.ui.parts.Warning
import app.lull.ui.theme.LocalTimes
import app.lull.ui.theme.LocalWords

/** What a tap on this screen asks for. */
sealed interface TonightTap {
    /** Another screen. */
    sealed interface Leave : TonightTap

    data object Start : Leave

    data object Another : Leave

    data object OpenSession : Leave

    data object SetUp : Leave

    data object More : Leave

    data class Log(
        val night: Night,
    ) : Leave

    data object Look : TonightTap

    data object SymptomsStarted : TonightTap

    data object Skip : TonightTap

    data object Later : TonightTap

    data object Earlier : TonightTap

    data object AsYesterday : TonightTap

    data object AsUsual : TonightTap

    data object Understood : TonightTap

    data class AnswerZone(
        val answer: ZoneAnswer,
    ) : TonightTap
}

/** Tonight at one glance: when, why, and whether everything is ready. */
@Composable
fun TonightScreen(
    state: TonightState,
    onTap: (TonightTap) -> Unit,
) {
    val words = LocalWords.current
    Page(words.tonight.title) {
        state.trouble?.let { trouble ->
            Warning(words.trouble(trouble, LocalTimes.current)) { QuietButton(words.tryAgain) { onTap(TonightTap.Look) } }
        }
        for (notice in state.notices) NoticeCard(notice, onTap)
        val overview = state.overview
        if (overview == null) {
            if (state.trouble == null) Quiet(words.tonight.reading)
            return@Page
        }
        ReminderCard(overview, onTap)
        StartPart(overview, state, onTap)
        overview.toLog?.let { night ->
            SideButton(words.tonight.toLog(night, LocalTimes.current)) { onTap(TonightTap.Log(night)) }
        }
        SideButton(words.setup.open) { onTap(TonightTap.SetUp) }
        SideButton(words.more.title) { onTap(TonightTap.More) }
    }
}

@Composable
private fun NoticeCard(
    notice: Notice,
    onTap: (TonightTap) -> Unit,
) {
    val words = LocalWords.current
    Warning(words.notice(notice, LocalTimes.current)) {
        if (notice.kind == NoticeKind.ZONE_CHANGED) {
            QuietButton(words.tonight.keepHome) { onTap(TonightTap.AnswerZone(ZoneAnswer.KEEP_HOME)) }
            QuietButton(words.tonight.followLocal) { onTap(TonightTap.AnswerZone(ZoneAnswer.FOLLOW_LOCAL)) }
        } else {
            QuietButton(words.tonight.understood) { onTap(TonightTap.Understood) }
        }
    }
}

/** When, and why then. */
@Composable
private fun ReminderCard(
    overview: Overview,
    onTap: (TonightTap) -> Unit,
) {
    val (words, times) = LocalWords.current.tonight to LocalTimes.current
    val plan = overview.plan
    Card {
        val at = plan.remindAt
        if (at == null) {
            Text(words.noReminder, style = MaterialTheme.typography.headlineMedium)
        } else {
            Quiet(words.reminderAt)
            Text(times.time(at, plan.zone), style = MaterialTheme.typography.displayLarge)
        }
        Text(words.onset(overview, times))
        if (!overview.setUp) Quiet(words.notSetUp)
        var whyShown by rememberSaveable { mutableStateOf(false) }
        if (whyShown) for (reason in plan.reasons) Quiet(words.reason(reason, times))
        Buttons {
            if (!whyShown) QuietButton(words.why) { whyShown = true }
            overview.asYesterday?.let { QuietButton(words.asYesterday(times.time(it))) { onTap(TonightTap.AsYesterday) } }
            if (at != null) {
                QuietButton(words.earlier) { onTap(TonightTap.Earlier) }
                QuietButton(words.later) { onTap(TonightTap.Later) }
                QuietButton(words.skip) { onTap(TonightTap.Skip) }
            }
            if (overview.asUsualOffered) QuietButton(words.asUsual) { onTap(TonightTap.AsUsual) }
        }
    }
}

/** Start, or what keeps it from starting. */
@Composable
private fun StartPart(
    overview: Overview,
    state: TonightState,
    onTap: (TonightTap) -> Unit,
) {
    val words = LocalWords.current.tonight
    if (state.isRunning) {
        MainButton(words.running) { onTap(TonightTap.OpenSession) }
    } else {
        val hindrance = overview.hindrance
        MainButton(words.start, enabled = hindrance == null) { onTap(TonightTap.Start) }
        if (hindrance != null) Text(words.hindrance(hindrance, LocalTimes.current, overview.clock.zone))
        QuietButton(words.another) { onTap(TonightTap.Another) }
    }
    Quiet(words.device(overview))
    SideButton(words.symptomsStarted) { onTap(TonightTap.SymptomsStarted) }
    if (state.noted) Text(words.noted, Modifier.semantics { liveRegion = LiveRegionMode.Polite })
}
