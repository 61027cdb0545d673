package app.lull.ui

import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.remember
import androidx.compose.ui.ImageComposeScene
import androidx.compose.ui.platform.LocalLayoutDirection
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.platform.Font
import androidx.compose.ui.unit.Density
import androidx.compose.ui.unit.LayoutDirection
import androidx.lifecycle.Lifecycle
import androidx.lifecycle.LifecycleOwner
import androidx.lifecycle.LifecycleRegistry
import androidx.lifecycle.compose.LocalLifecycleOwner
import app.lull.ui.theme.Light
import app.lull.ui.theme.LullTheme
import app.lull.ui.words.English
import app.lull.ui.words.German
import app.lull.ui.words.Times
import app.lull.ui.words.Words
import org.jetbrains.skia.EncodedImageFormat
import org.jetbrains.skia.Image
import java.io.File
import java.util.Locale
import javax.swing.SwingUtilities

/** The letters of these pictures. A phone has its own. */
internal val OPEN_SANS: FontFamily =
    File(System.getProperty("lull.fonts")).let { folder ->
        FontFamily(
            Font(File(folder, "OpenSans-Regular.ttf"), FontWeight.Normal),
            Font(File(folder, "OpenSans-Bold.ttf"), FontWeight.Bold),
        )
    }

/** How a screen is looked at. */
internal data class Look(
    val name: String,
    val light: Light = Light.NIGHT,
    val words: Words = English,
    val times: Times = Times(Locale.UK, is24Hour = true),
    val letters: Float = 1f,
    val direction: LayoutDirection = LayoutDirection.Ltr,
) {
    companion object {
        /** Every way of looking of which a picture is kept. */
        val ALL =
            listOf(
                Look("night"),
                Look("day", Light.DAY),
                Look("red", Light.RED),
                Look("large", letters = 2f),
                Look("rtl", direction = LayoutDirection.Rtl),
                Look("german", words = German, times = Times(Locale.GERMANY, is24Hour = true)),
                Look("12h", times = Times(Locale.US, is24Hour = false)),
            )
    }
}

/** What an Activity gives on a phone: a lifecycle that is resumed, and the person's look. */
@Composable
internal fun Stage(
    look: Look,
    lit: @Composable (Light) -> Light = { it },
    content: @Composable () -> Unit,
) {
    val owner =
        remember {
            object : LifecycleOwner {
                private val registry = LifecycleRegistry(this).apply { currentState = Lifecycle.State.RESUMED }
                override val lifecycle: Lifecycle get() = registry
            }
        }
    CompositionLocalProvider(LocalLifecycleOwner provides owner, LocalLayoutDirection provides look.direction) {
        LullTheme(lit(look.light), look.words, look.times, OPEN_SANS, content)
    }
}

/** A screen as a phone of 411 by 891 dp shows it, or longer, as far as it scrolls. */
internal fun picture(
    look: Look,
    height: Int = 891,
    density: Float = 2f,
    content: @Composable () -> Unit,
): Image {
    lateinit var image: Image
    // On the event thread: Compose's own snapshots run there, and from another thread a scene can block or waver.
    SwingUtilities.invokeAndWait {
        val scene =
            ImageComposeScene((411 * density).toInt(), (height * density).toInt(), Density(density, look.letters)) { Stage(look, content = content) }
        try {
            // frame by frame: what moves in begins one frame late
            for (ms in 0L..480L step 32L) scene.render(ms * 1_000_000)
            image = scene.render(500_000_000)
        } finally {
            scene.close()
        }
    }
    return image
}

internal fun Image.png(): ByteArray = checkNotNull(encodeToData(EncodedImageFormat.PNG)).bytes
