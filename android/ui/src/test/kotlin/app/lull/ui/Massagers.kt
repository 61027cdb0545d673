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
import kotlin.io.path.ExperimentalPathApi
import kotlin.io.path.Path
import kotlin.io.path.createTempDirectory
import kotlin.io.path.deleteRecursively

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

/** A massager that was added; without one that is served, it is not there now. */
internal fun Bedside.withFeet(served: ServedMassager? = null) =
    apply {
        val reach = Reach.Socket(served?.socket ?: "/nowhere/feet.sock")
        ask { addDevice(NewDevice("Feet", reach, DeviceKind.OPEN_MASSAGER, null, null, false), it) }
    }

/** The simulated massager in a process of its own, as the terminal program serves it. */
internal class ServedMassager : AutoCloseable {
    private val folder = createTempDirectory("lull-massager")
    val socket = folder.resolve("feet.sock").toString()
    private val process = ProcessBuilder(PROGRAM, "massager", "--socket", socket, "--speed", SPEED.toString()).start()

    init {
        // its first line says that it listens
        if (process.inputReader().readLine() == null) error("no massager: ${process.errorReader().readText()}")
    }

    @OptIn(ExperimentalPathApi::class)
    override fun close() {
        process.destroy()
        process.waitFor()
        folder.deleteRecursively()
    }

    private companion object {
        /** Beside the library, where cargo puts both. */
        val PROGRAM = Path(System.getProperty("jna.library.path"), "lull").toString()
    }
}
