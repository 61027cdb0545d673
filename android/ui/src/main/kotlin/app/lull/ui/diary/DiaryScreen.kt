package app.lull.ui.diary

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import app.lull.core.DiaryNight
import app.lull.core.Night
import app.lull.ui.parts.Buttons
import app.lull.ui.parts.Card
import app.lull.ui.parts.Page
import app.lull.ui.parts.Quiet
import app.lull.ui.parts.QuietButton
import app.lull.ui.parts.SideButton
import app.lull.ui.parts.Warning
import app.lull.ui.theme.LocalTimes
import app.lull.ui.theme.LocalWords

/** What a tap on the diary asks for. */
sealed interface DiaryTap {
    /** Another screen. */
    sealed interface Leave : DiaryTap

    data object Back : Leave

    data class Open(
        val night: Night,
    ) : Leave

    data object Look : DiaryTap

    data object Earlier : DiaryTap

    data object Later : DiaryTap

    data class NoSymptoms(
        val night: Night,
    ) : DiaryTap

    data class TakeOut(
        val night: Night,
    ) : DiaryTap

    data object Undo : DiaryTap
}

/** Night after night, to be read, corrected and filled in. */
@Composable
fun DiaryScreen(
    state: DiaryState,
    onTap: (DiaryTap) -> Unit,
) {
    val words = LocalWords.current
    Page(words.diary.title, onBack = { onTap(DiaryTap.Back) }) {
        state.trouble?.let { trouble ->
            Warning(words.trouble(trouble, LocalTimes.current)) { QuietButton(words.tryAgain) { onTap(DiaryTap.Look) } }
        }
        val page = state.page ?: return@Page
        if (page.nights.all { it.record == null }) Text(words.diary.nothingYet)
        for (night in page.nights) {
            if (night.night == state.going) Going(night, onTap) else NightCard(night, onTap)
        }
        Buttons {
            if (page.hasEarlier) SideButton(words.diary.earlier) { onTap(DiaryTap.Earlier) }
            if (page.page > 0u) SideButton(words.diary.later) { onTap(DiaryTap.Later) }
        }
    }
}

@Composable
private fun NightCard(
    night: DiaryNight,
    onTap: (DiaryTap) -> Unit,
) {
    val (words, times) = LocalWords.current.diary to LocalTimes.current
    val name = times.night(night.night)
    val record = night.record
    Card {
        Text(name, Modifier.semantics { heading() }, style = MaterialTheme.typography.titleLarge)
        if (record == null) Quiet(words.nothing) else Text(words.told(record, times))
        Buttons {
            val open = if (record == null) words.log else words.change
            QuietButton(open, described = "$open: $name") { onTap(DiaryTap.Open(night.night)) }
            if (record?.entry?.symptoms == null) {
                QuietButton(words.noSymptoms, described = "${words.noSymptoms}: $name") { onTap(DiaryTap.NoSymptoms(night.night)) }
            }
            if (record != null) {
                QuietButton(words.takeOut, described = "${words.takeOut}: $name") { onTap(DiaryTap.TakeOut(night.night)) }
            }
        }
    }
}

/** In the night's own place, where the person is looking. */
@Composable
private fun Going(
    night: DiaryNight,
    onTap: (DiaryTap) -> Unit,
) {
    val (words, times) = LocalWords.current.diary to LocalTimes.current
    Card {
        Text(words.going(times.night(night.night)), Modifier.semantics { liveRegion = LiveRegionMode.Polite })
        SideButton(words.undo) { onTap(DiaryTap.Undo) }
    }
}
