package app.lull.ui.devices

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import app.lull.core.DeviceChoice
import app.lull.core.FoundDevice
import app.lull.ui.parts.Buttons
import app.lull.ui.parts.Card
import app.lull.ui.parts.Heading
import app.lull.ui.parts.Page
import app.lull.ui.parts.Quiet
import app.lull.ui.parts.QuietButton
import app.lull.ui.parts.SideButton
import app.lull.ui.parts.Warning
import app.lull.ui.parts.WayTo
import app.lull.ui.theme.LocalTimes
import app.lull.ui.theme.LocalWords

/** The massagers that were added, and what can be heard around. */
@Composable
fun DevicesScreen(
    state: DevicesState,
    onTap: (DevicesTap) -> Unit,
) {
    val words = LocalWords.current
    Page(words.devices.title, onBack = { onTap(DevicesTap.Back) }) {
        state.trouble?.let { trouble ->
            Warning(words.trouble(trouble, LocalTimes.current)) { QuietButton(words.tryAgain) { onTap(DevicesTap.Look) } }
        }
        val devices = state.devices ?: return@Page
        state.chosen?.let { chosen -> Text(words.devices.inUse(chosen, devices)) }
        if (devices.isEmpty()) Quiet(words.devices.noneYet)
        for (device in devices) WayTo(device.name, words.devices.short(device)) { onTap(DevicesTap.Open(device.id)) }
        SideButton(words.devices.search, enabled = state.isSearching != true) { onTap(DevicesTap.Search) }
        Finds(state, onTap)
    }
}

@Composable
private fun Finds(
    state: DevicesState,
    onTap: (DevicesTap) -> Unit,
) {
    val words = LocalWords.current
    val searching = state.isSearching ?: return
    Text(
        if (searching) words.devices.searching else words.devices.searched,
        Modifier.semantics { liveRegion = LiveRegionMode.Polite },
        style = MaterialTheme.typography.titleMedium,
    )
    for (trouble in state.unheard) Warning(words.trouble(trouble, LocalTimes.current))
    for (found in state.finds) Find(found, isUsed = found.choice != null && found.choice == state.chosen, onTap)
}

/** Something that was heard: to be used, to be added, or why it is neither. */
@Composable
private fun Find(
    found: FoundDevice,
    isUsed: Boolean,
    onTap: (DevicesTap) -> Unit,
) {
    val words = LocalWords.current.devices
    val name = words.found(found)
    Card {
        Heading(name)
        for (remark in words.remarks(found)) Quiet(remark)
        val choice = found.choice
        Buttons {
            when {
                isUsed -> Text(words.used)
                choice is DeviceChoice.Kept -> QuietButton(words.open, described = "${words.open}: $name") { onTap(DevicesTap.Open(choice.id)) }
                choice != null -> QuietButton(words.use, described = "${words.use}: $name") { onTap(DevicesTap.Use(choice)) }
                found.kind != null && found.address != null -> {
                    QuietButton(words.add, described = "${words.add}: $name") { onTap(DevicesTap.Add(found)) }
                }
            }
        }
    }
}
