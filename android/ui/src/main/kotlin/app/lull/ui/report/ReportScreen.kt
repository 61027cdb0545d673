package app.lull.ui.report

import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.font.FontWeight
import app.lull.core.ReportPage
import app.lull.ui.parts.Buttons
import app.lull.ui.parts.Card
import app.lull.ui.parts.Choice
import app.lull.ui.parts.Heading
import app.lull.ui.parts.MainButton
import app.lull.ui.parts.Page
import app.lull.ui.parts.Question
import app.lull.ui.parts.Quiet
import app.lull.ui.parts.QuietButton
import app.lull.ui.parts.SideButton
import app.lull.ui.parts.Warning
import app.lull.ui.theme.LocalTimes
import app.lull.ui.theme.LocalWords

/** The page for the doctor, to read before it is handed over; and the diary as a file. */
@Composable
fun ReportScreen(
    state: ReportState,
    onTap: (ReportTap) -> Unit,
) {
    val words = LocalWords.current
    Page(words.report.title, onBack = { onTap(ReportTap.Leave) }) {
        state.trouble?.let { trouble ->
            Warning(words.trouble(trouble, LocalTimes.current)) { QuietButton(words.tryAgain) { onTap(ReportTap.Look) } }
        }
        val stretches = state.stretches.map { Choice(it, words.trends.nights(it.toInt())) }
        Question(words.report.howMany, stretches, state.nights) { onTap(ReportTap.About(it)) }
        MainButton(words.report.sharePdf) { onTap(ReportTap.Share(Paper.REPORT_PDF)) }
        Buttons {
            SideButton(words.report.print) { onTap(ReportTap.Print) }
            SideButton(words.report.shareText) { onTap(ReportTap.Share(Paper.REPORT_TEXT)) }
        }
        if (state.cannotPrint) Warning(words.report.cannotPrint)
        Quiet(words.report.onlyByYou)
        state.page?.let { Preview(it) }
        Heading(words.report.diary)
        Text(words.report.diaryAbout)
        Buttons {
            SideButton(words.report.shareCsv) { onTap(ReportTap.Share(Paper.DIARY_CSV)) }
            SideButton(words.report.shareJson) { onTap(ReportTap.Share(Paper.DIARY_JSON)) }
        }
    }
}

/** The page itself, as the core fills it. On a phone a label stands before its value. */
@Composable
private fun Preview(page: ReportPage) {
    Card {
        Heading(LocalWords.current.report.preview)
        Text(page.title)
        Text(page.period)
        for (section in page.sections) {
            Text(section.title, Modifier.semantics { heading() }, fontWeight = FontWeight.Bold)
            for (line in section.lines) Text(line.label?.let { "$it: ${line.text}" } ?: line.text)
        }
        Quiet(page.footer)
    }
}
