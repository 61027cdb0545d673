package app.lull.ui.devices

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.input.PasswordVisualTransformation
import app.lull.ui.parts.MainButton
import app.lull.ui.parts.Page
import app.lull.ui.parts.Quiet
import app.lull.ui.parts.Tick
import app.lull.ui.parts.Warning
import app.lull.ui.theme.LocalTimes
import app.lull.ui.theme.LocalWords

/** What a new massager shall be called, and the password where it has one. */
@Composable
fun AddScreen(
    state: AddState,
    onTap: (AddTap) -> Unit,
) {
    val words = LocalWords.current
    var name by rememberSaveable { mutableStateOf(state.found.name.orEmpty()) }
    // never saved: a password is not written anywhere before the core keeps it
    var secret by remember { mutableStateOf("") }
    var experimental by rememberSaveable { mutableStateOf(false) }
    Page(words.devices.addTitle, onBack = { onTap(AddTap.Leave) }) {
        Text(words.devices.found(state.found))
        for (remark in words.devices.remarks(state.found)) Quiet(remark)
        OutlinedTextField(name, { name = it }, Modifier.fillMaxWidth(), label = { Text(words.devices.name) }, singleLine = true)
        OutlinedTextField(
            secret,
            { secret = it },
            Modifier.fillMaxWidth(),
            label = { Text(words.devices.secret) },
            visualTransformation = PasswordVisualTransformation(),
            singleLine = true,
        )
        Quiet(words.devices.secretAbout)
        state.trouble?.let { Warning(words.trouble(it, LocalTimes.current)) }
        if (state.asksExperimental) Tick(words.devices.experimental, experimental) { experimental = !experimental }
        MainButton(words.devices.keep, enabled = name.isNotBlank()) { onTap(AddTap.Keep(name, secret, experimental)) }
        Quiet(words.devices.phoneMayAsk)
        Quiet(words.devices.testComesNext)
    }
}
