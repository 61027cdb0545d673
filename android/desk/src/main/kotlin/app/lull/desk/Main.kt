package app.lull.desk

import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.unit.DpSize
import androidx.compose.ui.unit.dp
import androidx.compose.ui.window.Window
import androidx.compose.ui.window.application
import androidx.compose.ui.window.rememberWindowState
import app.lull.core.AppConfig
import app.lull.core.CoreHost
import app.lull.core.Moment
import app.lull.ui.LullPresenter
import app.lull.ui.LullScreens
import app.lull.ui.Phone
import app.lull.ui.lit
import app.lull.ui.theme.Light
import app.lull.ui.theme.LullTheme
import app.lull.ui.words.English
import app.lull.ui.words.German
import app.lull.ui.words.Times
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import java.io.File
import java.time.Instant
import java.time.ZoneId
import java.util.Locale
import kotlin.system.exitProcess

/** A phone-sized window: the screens of the phone over the real core, on a computer. */
fun main(arguments: Array<String>) {
    val options =
        Options.of(arguments.toList()) ?: run {
            System.err.println(Options.HELP)
            exitProcess(2)
        }
    val scope = CoroutineScope(SupervisorJob() + Dispatchers.Main.immediate)
    val config = AppConfig(options.data, options.speed, bluetooth = options.bluetooth)
    val host = CoreHost(config, { now() })
    val files = Folder(File(options.data, "shared"))
    val lull =
        LullPresenter(
            scope,
            host,
            Phone(CoreOnly(host), SimulatedReadiness(), NoBonds, NoPairing, files, files, NoPrinting, SimulatedOwn(), NoFolder),
        )
    val words = if (options.language == "de") German else English
    val locale = Locale.forLanguageTag(options.language)
    application {
        var closing by remember { mutableStateOf(false) }
        Window(
            onCloseRequest = { closing = true },
            state = rememberWindowState(size = DpSize(411.dp, 891.dp)),
            title = "Lull",
        ) {
            LullTheme(lull.lit(options.light), words, Times(locale, is24Hour = true)) { LullScreens(lull) }
        }
        if (closing) {
            LaunchedEffect(Unit) {
                // nothing is left running: the window closes when the massager was seen to stand still
                lull.session.end()
                exitApplication()
            }
        }
    }
}

/** The computer's clocks. */
private fun now() = Moment(Instant.now(), ZoneId.systemDefault().id, (System.nanoTime() / 1_000_000).toULong())

/** What was said on the command line. */
private data class Options(
    val data: String,
    val speed: UInt = 1u,
    val light: Light = Light.NIGHT,
    val language: String = "en",
    val bluetooth: Boolean = false,
) {
    companion object {
        const val HELP = """The phone's screens on a computer.

  --data FOLDER        the diary's folder (needed)
  --speed N            how much faster than the world the simulated massager runs
  --light day|night|red
  --language en|de
  --bluetooth          look for real devices, too"""

        fun of(arguments: List<String>): Options? {
            var options = Options(data = "")
            val words = arguments.iterator()
            while (words.hasNext()) {
                val name = words.next()
                if (name == "--bluetooth") {
                    options = options.copy(bluetooth = true)
                    continue
                }
                val value = if (words.hasNext()) words.next() else return null
                options =
                    when (name) {
                        "--data" -> options.copy(data = value)
                        "--speed" -> options.copy(speed = value.toUIntOrNull() ?: return null)
                        "--light" -> options.copy(light = Light.entries.find { it.name.lowercase() == value } ?: return null)
                        "--language" -> options.copy(language = value.takeIf { it == "en" || it == "de" } ?: return null)
                        else -> return null
                    }
            }
            return options.takeIf { it.data.isNotEmpty() }
        }
    }
}
