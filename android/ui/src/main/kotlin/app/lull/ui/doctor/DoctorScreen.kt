package app.lull.ui.doctor

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.font.FontWeight
import app.lull.core.Flag
import app.lull.ui.parts.Card
import app.lull.ui.parts.Heading
import app.lull.ui.parts.Page
import app.lull.ui.parts.Quiet
import app.lull.ui.parts.QuietButton
import app.lull.ui.parts.SideButton
import app.lull.ui.parts.Warning
import app.lull.ui.theme.LocalTimes
import app.lull.ui.theme.LocalWords

/** Patterns worth showing a doctor, each with its numbers; then what is good to know. Never a diagnosis. */
@Composable
fun DoctorScreen(
    state: DoctorState,
    onTap: (DoctorTap) -> Unit,
) {
    val words = LocalWords.current
    Page(words.doctor.title, onBack = { onTap(DoctorTap.Back) }) {
        state.trouble?.let { trouble ->
            Warning(words.trouble(trouble, LocalTimes.current)) { QuietButton(words.tryAgain) { onTap(DoctorTap.Look) } }
        }
        val flags = state.flags ?: return@Page
        Text(if (flags.isEmpty()) words.doctor.none else words.doctor.noDiagnosis)
        for (flag in flags) FlagCard(flag)
        SideButton(words.doctor.toReport) { onTap(DoctorTap.Report) }
        if (state.cards.isNotEmpty()) Heading(words.doctor.goodToKnow)
        for (card in state.cards) {
            Card {
                val text = words.doctor.card(card)
                Titled(text.title)
                Text(text.text)
                Quiet(words.doctor.source(card))
            }
        }
    }
}

@Composable
private fun FlagCard(flag: Flag) {
    val (words, times) = LocalWords.current.doctor to LocalTimes.current
    Card {
        Titled(words.flag(flag.kind))
        Text(words.evidence(flag.evidence, times))
        Text(words.advice(flag.advice), fontWeight = FontWeight.Bold)
    }
}

@Composable
private fun Titled(title: String) {
    Text(title, Modifier.semantics { heading() }, style = MaterialTheme.typography.titleMedium)
}
