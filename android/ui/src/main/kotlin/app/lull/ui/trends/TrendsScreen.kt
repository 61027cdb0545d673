package app.lull.ui.trends

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import app.lull.core.NightGroup
import app.lull.core.Trends
import app.lull.ui.parts.Card
import app.lull.ui.parts.Choice
import app.lull.ui.parts.Heading
import app.lull.ui.parts.Page
import app.lull.ui.parts.Question
import app.lull.ui.parts.Quiet
import app.lull.ui.parts.QuietButton
import app.lull.ui.parts.SideButton
import app.lull.ui.parts.Warning
import app.lull.ui.parts.WeekBars
import app.lull.ui.theme.LocalTimes
import app.lull.ui.theme.LocalWords

/** How a stretch of nights was, week by week. */
@Composable
fun TrendsScreen(
    state: TrendsState,
    onTap: (TrendsTap) -> Unit,
) {
    val words = LocalWords.current
    Page(words.trends.title, onBack = { onTap(TrendsTap.Back) }) {
        state.trouble?.let { trouble ->
            Warning(words.trouble(trouble, LocalTimes.current)) { QuietButton(words.tryAgain) { onTap(TrendsTap.Look) } }
        }
        val stretches = state.stretches.map { Choice(it, words.trends.nights(it.toInt())) }
        Question(words.trends.howFar, stretches, state.nights) { onTap(TrendsTap.Show(it)) }
        val trends = state.trends ?: return@Page
        Text(words.trends.logged(trends))
        if (trends.all.logged == 0u) {
            Quiet(words.trends.nothingYet)
            SideButton(words.diary.title) { onTap(TrendsTap.Diary) }
            return@Page
        }
        Onset(trends)
        Severity(trends)
        Sleep(trends)
        Massages(trends)
        Beside(trends)
        state.fourWeeks?.let { FourWeeksCard(it) }
        if (state.associations.isNotEmpty()) AssociationsCard(state.associations)
    }
}

@Composable
private fun Onset(trends: Trends) {
    val (words, times) = LocalWords.current.trends to LocalTimes.current
    val spread = trends.all.onset
    Card {
        Heading(words.onset)
        if (spread == null) {
            Quiet(words.noOnset)
            return@Card
        }
        Text(times.afterNoon(spread.median), style = MaterialTheme.typography.displaySmall)
        Text(words.half(times.afterNoon(spread.low), times.afterNoon(spread.high), spread.nights.toInt()))
        trends.all.onsetBeforeBed?.let { Text(words.beforeBed(it.median)) }
        trends.onsetMinutesPerWeek?.let { Text(words.moving(it)) }
        trends.onsetScale?.let { scale ->
            WeekBars(words.onset, onsetBars(trends.weeks, scale, words, times))
            Quiet(words.onsetLegend(times.afterNoon(scale.low), times.afterNoon(scale.high)))
        }
    }
}

@Composable
private fun Severity(trends: Trends) {
    val (words, times) = LocalWords.current.trends to LocalTimes.current
    Card {
        Heading(words.severity)
        val mean = trends.all.meanSeverity
        if (mean == null) {
            Quiet(words.noSeverity)
            return@Card
        }
        Text(words.ofTen(times.mean(mean)), style = MaterialTheme.typography.displaySmall)
        WeekBars(words.severity, meanBars(trends.weeks, words, times) { it.meanSeverity })
        Quiet(words.severityLegend)
    }
}

@Composable
private fun Sleep(trends: Trends) {
    val (words, times) = LocalWords.current.trends to LocalTimes.current
    Card {
        Heading(words.sleep)
        val mean = trends.all.meanSleep
        if (mean == null) {
            Quiet(words.noSleep)
            return@Card
        }
        Text(words.ofTen(times.mean(mean)), style = MaterialTheme.typography.displaySmall)
        if (trends.all.gotUp != null) Text(words.gotUp(trends.all.nightsUp.toInt()))
        WeekBars(words.sleep, meanBars(trends.weeks, words, times) { it.meanSleep })
        Quiet(words.sleepLegend)
    }
}

@Composable
private fun Massages(trends: Trends) {
    val words = LocalWords.current.trends
    Card {
        Heading(words.sessions)
        Text(words.sessionsOf(trends.sessions))
        if (trends.sessions.count > 0u) WeekBars(words.sessions, countBars(trends.weeks, words, LocalTimes.current))
    }
}

/** Nights with a massage beside nights without, in numbers. */
@Composable
private fun Beside(trends: Trends) {
    val (words, times) = LocalWords.current.trends to LocalTimes.current
    if (trends.sessions.count == 0u) return
    Card {
        Heading(words.beside)
        Side(words.withSession, trends.withSession)
        Side(words.withoutSession, trends.withoutSession)
        Text(words.difference(trends.beside, times))
        Quiet(words.besideCaution)
    }
}

@Composable
private fun Side(
    which: String,
    group: NightGroup,
) {
    val (words, times) = LocalWords.current.trends to LocalTimes.current
    Text("$which: ${words.side(group, times)}")
}
