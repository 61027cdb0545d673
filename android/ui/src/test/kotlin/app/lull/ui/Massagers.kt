package app.lull.ui

import androidx.compose.ui.test.ComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextReplacement
import app.lull.core.DeviceKind
import app.lull.core.KeptDevice
import app.lull.core.NewDevice
import app.lull.core.Reach

/** Plays on the screen of the massagers. */
@OptIn(ExperimentalTestApi::class)
internal fun massagers(
    bedside: Bedside = Bedside("20:25").setUp(),
    story: ComposeUiTest.(Bedside) -> Unit,
) = play(bedside) {
    tap("More")
    tap("Massagers")
    story(bedside)
}

internal val Bedside.keptDevice: KeptDevice? get() = ask { devices() }.singleOrNull()

@OptIn(ExperimentalTestApi::class)
internal fun ComposeUiTest.writeName(name: String) {
    onNode(hasSetTextAction().and(hasText("Your name for it"))).performScrollTo().performTextReplacement(name)
    waitForIdle()
}

/** A massager that was added, and is not there now. */
internal fun Bedside.withFeet() =
    apply { ask { addDevice(NewDevice("Feet", Reach.Socket("/nowhere/feet.sock"), DeviceKind.OPEN_MASSAGER, null, null, false), it) } }
