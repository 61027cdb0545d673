package app.lull.ui.setup

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import app.lull.core.Condition
import app.lull.core.Gate
import app.lull.core.Offers
import app.lull.core.Settings
import app.lull.ui.parts.Choice
import app.lull.ui.parts.MainButton
import app.lull.ui.parts.Page
import app.lull.ui.parts.Question
import app.lull.ui.parts.QuietButton
import app.lull.ui.parts.Tick
import app.lull.ui.parts.TimeCard
import app.lull.ui.parts.Warning
import app.lull.ui.settings.offered
import app.lull.ui.theme.LocalTimes
import app.lull.ui.theme.LocalWords

/** What a person tells once: their evening, and what speaks against a massage. */
@Composable
fun SetupScreen(
    state: SetupState,
    onTap: (SetupTap) -> Unit,
) {
    val words = LocalWords.current
    Page(words.setup.title) {
        state.trouble?.let { trouble ->
            Warning(words.trouble(trouble, LocalTimes.current)) { QuietButton(words.tryAgain) { onTap(SetupTap.Look) } }
        }
        val settings = state.settings ?: return@Page
        TimeCard(words.setup.bedtime, settings.usualBedtime, onTake = { onTap(SetupTap.Bedtime(it)) })
        TimeCard(words.setup.rising, settings.usualRising, onTake = { onTap(SetupTap.Rising(it)) })
        TimeCard(
            words.setup.onset,
            settings.usualOnset,
            unless = words.setup.onsetUnknown to { onTap(SetupTap.Onset(null)) },
            onTake = { onTap(SetupTap.Onset(it)) },
        )
        state.offers?.let { Lead(settings, it, onTap) }
        Safety(settings, state.gate, onTap)
        MainButton(words.setup.done) { onTap(SetupTap.Leave) }
    }
}

@Composable
private fun Lead(
    settings: Settings,
    offers: Offers,
    onTap: (SetupTap) -> Unit,
) {
    val words = LocalWords.current.setup
    val leads = offered(offers.leadMinutes, settings.leadMinutes)
    Question(words.lead, leads.map { Choice(it, words.minutes(it.toInt())) }, settings.leadMinutes) {
        onTap(SetupTap.Lead(it))
    }
}

@Composable
private fun Safety(
    settings: Settings,
    gate: Gate?,
    onTap: (SetupTap) -> Unit,
) {
    val words = LocalWords.current.setup
    val answered = settings.safety
    Text(words.safety, Modifier.semantics { heading() }, style = MaterialTheme.typography.titleLarge)
    Text(words.safetyWhy)
    for (condition in Condition.entries) {
        val applies = answered?.conditions.orEmpty().contains(condition)
        Tick(words.condition(condition), applies) { onTap(SetupTap.Applies(condition)) }
    }
    Tick(words.noneApplies, answered?.conditions?.isEmpty() == true) { onTap(SetupTap.NoneApplies) }
    if (answered != null && answered.conditions.isNotEmpty()) {
        Tick(words.doctorAgreed, answered.doctorAgreed) { onTap(SetupTap.DoctorAgreed) }
    }
    if (gate is Gate.AskDoctorFirst) Warning(words.askDoctor)
}
