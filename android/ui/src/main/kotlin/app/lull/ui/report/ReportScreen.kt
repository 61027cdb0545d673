package app.lull.ui.report

import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
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
        state.text?.let { text ->
            Card {
                Heading(words.report.preview)
                Text(forNarrowScreens(text))
            }
        }
        Heading(words.report.diary)
        Text(words.report.diaryAbout)
        Buttons {
            SideButton(words.report.shareCsv) { onTap(ReportTap.Share(Paper.DIARY_CSV)) }
            SideButton(words.report.shareJson) { onTap(ReportTap.Share(Paper.DIARY_JSON)) }
        }
    }
}

/** The page is set in columns of 80 letters. On a phone a label stands before its value, and every line begins at the edge. */
private fun forNarrowScreens(text: String): String =
    text.trimEnd().lines().joinToString("\n") { line ->
        val told = line.trim()
        if ("__" in told) told else told.replace(GAP, ": ")
    }

private val GAP = Regex(" {2,}")
