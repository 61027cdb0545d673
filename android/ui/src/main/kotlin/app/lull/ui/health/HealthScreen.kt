package app.lull.ui.health

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import app.lull.core.Background
import app.lull.core.ForDoctor
import app.lull.core.LabRecord
import app.lull.core.MedicineRecord
import app.lull.ui.parts.Buttons
import app.lull.ui.parts.Card
import app.lull.ui.parts.Heading
import app.lull.ui.parts.Page
import app.lull.ui.parts.Quiet
import app.lull.ui.parts.QuietButton
import app.lull.ui.parts.SideButton
import app.lull.ui.parts.Tick
import app.lull.ui.parts.Warning
import app.lull.ui.theme.LocalTimes
import app.lull.ui.theme.LocalWords

/** Medicines, iron tests and questions: what a doctor will ask about. */
@Composable
fun HealthScreen(
    state: HealthState,
    onTap: (HealthTap) -> Unit,
) {
    val words = LocalWords.current
    Page(words.health.title, onBack = { onTap(HealthTap.Leave) }) {
        state.trouble?.let { trouble ->
            Warning(words.trouble(trouble, LocalTimes.current)) { QuietButton(words.tryAgain) { onTap(HealthTap.Look) } }
        }
        Text(words.health.about)
        if (state.gone != null) Warning(words.health.gone) { QuietButton(words.diary.undo) { onTap(HealthTap.Undo) } }
        val told = state.told ?: return@Page
        Heading(words.health.medicines)
        if (told.medicines.isEmpty()) Quiet(words.health.noMedicines)
        for (record in told.medicines) MedicineCard(record, onTap)
        NewMedicine(state, onTap)
        Heading(words.health.labs)
        if (told.labs.isEmpty()) Quiet(words.health.noLabs)
        for (record in told.labs.asReversed()) LabCard(record, onTap)
        NewLab(state, told.today, onTap)
        Questions(told.forDoctor, onTap)
        Heading(words.health.backgrounds)
        for (background in Background.entries) {
            Tick(words.health.background(background), background in told.forDoctor.background) { onTap(HealthTap.Applies(background)) }
        }
    }
}

@Composable
private fun MedicineCard(
    record: MedicineRecord,
    onTap: (HealthTap) -> Unit,
) {
    val (words, times) = LocalWords.current.health to LocalTimes.current
    val name = record.medicine.name
    Card {
        Text(words.medicine(record.medicine, times))
        Buttons {
            if (record.medicine.until == null) {
                QuietButton(words.stopped, described = "${words.stopped}: $name") { onTap(HealthTap.Stopped(record)) }
            }
            QuietButton(words.drop, described = "${words.drop}: $name") { onTap(HealthTap.DropMedicine(record)) }
        }
    }
}

@Composable
private fun LabCard(
    record: LabRecord,
    onTap: (HealthTap) -> Unit,
) {
    val (words, times) = LocalWords.current.health to LocalTimes.current
    val told = words.lab(record.lab, times)
    Card {
        Text(told)
        Buttons { QuietButton(words.drop, described = "${words.drop}: $told") { onTap(HealthTap.DropLab(record)) } }
    }
}

@Composable
private fun Questions(
    forDoctor: ForDoctor,
    onTap: (HealthTap) -> Unit,
) {
    val words = LocalWords.current.health
    var text by rememberSaveable(forDoctor.questions) { mutableStateOf(forDoctor.questions.joinToString("\n")) }
    Heading(words.questions)
    OutlinedTextField(text, { text = it }, Modifier.fillMaxWidth(), label = { Text(words.onePerLine) }, minLines = 3)
    val questions = text.lines().map { it.trim() }.filter { it.isNotEmpty() }
    SideButton(words.keepQuestions, enabled = questions != forDoctor.questions) { onTap(HealthTap.Ask(questions)) }
}
