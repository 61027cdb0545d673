package app.lull.ui.health

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.input.KeyboardType
import app.lull.core.Day
import app.lull.core.MedicineClass
import app.lull.ui.parts.Card
import app.lull.ui.parts.Choice
import app.lull.ui.parts.Question
import app.lull.ui.parts.SideButton
import app.lull.ui.parts.Warning
import app.lull.ui.theme.LocalTimes
import app.lull.ui.theme.LocalWords

/** A medicine to be added; unfolded when it is wanted. */
@Composable
internal fun NewMedicine(
    state: HealthState,
    onTap: (HealthTap) -> Unit,
) {
    val words = LocalWords.current.health
    // folded again as soon as it is kept, and not before: what the core refuses can be written otherwise
    var adding by rememberSaveable(state.times(Form.MEDICINE)) { mutableStateOf(false) }
    if (!adding) {
        SideButton(words.addMedicine) { adding = true }
        return
    }
    var name by rememberSaveable { mutableStateOf("") }
    var dose by rememberSaveable { mutableStateOf("") }
    var kind by rememberSaveable { mutableStateOf(MedicineClass.UNKNOWN) }
    Card {
        Written(name, words.name) { name = it }
        Written(dose, words.dose) { dose = it }
        Question(words.kind, MedicineClass.entries.map { Choice(it, words.kind(it)) }, kind) { kind = it }
        RefusedOf(Form.MEDICINE, state)
        SideButton(words.keepMedicine, enabled = name.isNotBlank()) { onTap(HealthTap.Takes(name, kind, dose)) }
    }
}

/** An iron test to be added. */
@Composable
internal fun NewLab(
    state: HealthState,
    today: Day,
    onTap: (HealthTap) -> Unit,
) {
    val words = LocalWords.current.health
    var adding by rememberSaveable(state.times(Form.LAB)) { mutableStateOf(false) }
    if (!adding) {
        SideButton(words.addLab) { adding = true }
        return
    }
    var date by rememberSaveable { mutableStateOf(today) }
    var ferritin by rememberSaveable { mutableStateOf("") }
    var saturation by rememberSaveable { mutableStateOf("") }
    Card {
        Written(date, words.date) { date = it }
        Written(ferritin, words.ferritin, KeyboardType.Decimal) { ferritin = it }
        Written(saturation, words.saturation, KeyboardType.Decimal) { saturation = it }
        RefusedOf(Form.LAB, state)
        SideButton(words.keepLab, enabled = (ferritin + saturation).isNotBlank()) { onTap(HealthTap.Tested(date, ferritin, saturation)) }
    }
}

/** Why the core does not keep what is written, beside it. */
@Composable
private fun RefusedOf(
    form: Form,
    state: HealthState,
) {
    val refused = state.refused?.takeIf { it.form == form } ?: return
    Warning(LocalWords.current.trouble(refused.why, LocalTimes.current))
}

@Composable
private fun Written(
    text: String,
    label: String,
    keyboard: KeyboardType = KeyboardType.Text,
    onChange: (String) -> Unit,
) = OutlinedTextField(
    text,
    onChange,
    Modifier.fillMaxWidth(),
    label = { Text(label) },
    keyboardOptions = KeyboardOptions(keyboardType = keyboard),
    singleLine = true,
)
