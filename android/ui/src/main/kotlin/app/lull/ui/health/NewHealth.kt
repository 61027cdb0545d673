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
import app.lull.core.Lab
import app.lull.core.MedicineClass
import app.lull.ui.parts.Card
import app.lull.ui.parts.Choice
import app.lull.ui.parts.Question
import app.lull.ui.parts.SideButton
import app.lull.ui.theme.LocalWords

/** A medicine to be added; unfolded when it is wanted. */
@Composable
internal fun NewMedicine(onTap: (HealthTap) -> Unit) {
    val words = LocalWords.current.health
    var adding by rememberSaveable { mutableStateOf(false) }
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
        SideButton(words.keepMedicine, enabled = name.isNotBlank()) {
            onTap(HealthTap.Takes(name, kind, dose))
            adding = false
        }
    }
}

/** An iron test to be added. */
@Composable
internal fun NewLab(
    today: Day,
    onTap: (HealthTap) -> Unit,
) {
    val words = LocalWords.current.health
    var adding by rememberSaveable { mutableStateOf(false) }
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
        val isWritten = listOf(ferritin, saturation).all { it.isBlank() || tenths(it) != null } && (ferritin + saturation).isNotBlank()
        SideButton(words.keepLab, enabled = isWritten) {
            onTap(HealthTap.Tested(Lab(date.trim(), tenths(ferritin), tenths(saturation), "")))
            adding = false
        }
    }
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

/** A laboratory's number, written with a point or a comma, in the tenths the core keeps. */
private fun tenths(text: String): UInt? = text.trim().replace(',', '.').toBigDecimalOrNull()?.movePointRight(1)?.toInt()?.takeIf { it >= 0 }?.toUInt()
