package app.lull.ui.devices

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import app.lull.core.FailSafe
import app.lull.core.KeptDevice
import app.lull.ui.parts.Buttons
import app.lull.ui.parts.Card
import app.lull.ui.parts.Heading
import app.lull.ui.parts.MainButton
import app.lull.ui.parts.Page
import app.lull.ui.parts.Quiet
import app.lull.ui.parts.QuietButton
import app.lull.ui.parts.SideButton
import app.lull.ui.parts.Warning
import app.lull.ui.theme.LocalTimes
import app.lull.ui.theme.LocalWords

/** One massager: what it is, what stops it, its test, and what can be done with it. */
@Composable
fun DeviceScreen(
    state: DeviceState,
    onTap: (DeviceTap) -> Unit,
) {
    val words = LocalWords.current
    val device = state.device
    Page(device?.name ?: words.devices.title, onBack = { onTap(DeviceTap.Leave) }) {
        state.trouble?.let { trouble ->
            Warning(words.trouble(trouble, LocalTimes.current)) { QuietButton(words.tryAgain) { onTap(DeviceTap.Look) } }
        }
        if (device == null) return@Page
        if (state.bondLost) Warning(words.devices.pairAgain(device.name))
        state.tested?.let { WhatWasSeen(it, onTap) }
        Card { for (fact in words.devices.facts(device)) Text(fact) }
        NoFailSafe(device, onTap)
        Test(device, onTap)
        if (state.isUsed) {
            Text(words.devices.used)
        } else {
            SideButton(words.devices.use) { onTap(DeviceTap.Use) }
        }
        Name(device, onTap)
        Forget(device, state.isUsed, onTap)
    }
}

@Composable
private fun WhatWasSeen(
    tested: Tested,
    onTap: (DeviceTap) -> Unit,
) {
    val words = LocalWords.current.devices
    Card {
        Heading(words.whatSeen)
        for (result in tested.answers) SideButton(words.saw(result)) { onTap(DeviceTap.Saw(result)) }
    }
}

@Composable
private fun Test(
    device: KeptDevice,
    onTap: (DeviceTap) -> Unit,
) {
    val words = LocalWords.current.devices
    Card {
        Heading(words.test)
        Text(words.tested(device.test?.result))
        Quiet(words.testAbout)
        MainButton(words.testStart) { onTap(DeviceTap.Test) }
    }
}

/** Nothing stops it without the phone: the person takes note of that once, before its first start. */
@Composable
private fun NoFailSafe(
    device: KeptDevice,
    onTap: (DeviceTap) -> Unit,
) {
    val words = LocalWords.current.devices
    if (device.failSafe !is FailSafe.Nothing) return
    if (device.noFailSafeAcceptedAt != null) {
        Quiet(words.noteTaken)
        return
    }
    Warning(words.nothingStopsIt) { QuietButton(words.takeNote) { onTap(DeviceTap.TakeNote) } }
}

@Composable
private fun Name(
    device: KeptDevice,
    onTap: (DeviceTap) -> Unit,
) {
    val words = LocalWords.current.devices
    var changing by rememberSaveable { mutableStateOf(false) }
    if (!changing) {
        SideButton(words.rename) { changing = true }
        return
    }
    var name by rememberSaveable { mutableStateOf(device.name) }
    OutlinedTextField(name, { name = it }, Modifier.fillMaxWidth(), label = { Text(words.name) }, singleLine = true)
    Buttons {
        SideButton(words.keepName, enabled = name.isNotBlank()) {
            changing = false
            onTap(DeviceTap.Rename(name))
        }
    }
}

/** Asked twice: what was learnt about it cannot be brought back. */
@Composable
private fun Forget(
    device: KeptDevice,
    isUsed: Boolean,
    onTap: (DeviceTap) -> Unit,
) {
    val words = LocalWords.current.devices
    var asked by rememberSaveable { mutableStateOf(false) }
    if (!asked) {
        SideButton(words.forget) { asked = true }
        return
    }
    Warning(words.forgetAsk(device.name, isUsed)) {
        QuietButton(words.forgetYes) { onTap(DeviceTap.Forget) }
        QuietButton(words.forgetNo) { asked = false }
    }
}
