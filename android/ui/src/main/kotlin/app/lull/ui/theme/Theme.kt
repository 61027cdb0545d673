package app.lull.ui.theme

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.material3.LocalContentColor
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Typography
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.font.FontFamily
import app.lull.ui.words.English
import app.lull.ui.words.Times
import app.lull.ui.words.Words
import java.util.Locale

/** The words of the person's language. */
val LocalWords = staticCompositionLocalOf<Words> { English }

/** How the person's phone writes times. */
val LocalTimes = staticCompositionLocalOf { Times(Locale.UK, is24Hour = true) }

/** Colours, letters, words and times of every screen. */
@Composable
fun LullTheme(
    light: Light,
    words: Words,
    times: Times,
    letters: FontFamily = FontFamily.Default,
    content: @Composable () -> Unit,
) {
    val colours = light.colours()
    MaterialTheme(colorScheme = colours, typography = typography(letters)) {
        CompositionLocalProvider(
            LocalWords provides words,
            LocalTimes provides times,
            LocalContentColor provides colours.onBackground,
        ) {
            Box(Modifier.fillMaxSize().background(colours.background)) { content() }
        }
    }
}

/** Material's scale, its small ends left out: the people who read this are tired, and often older. */
private fun typography(letters: FontFamily): Typography {
    val material = Typography()
    return Typography(
        displayLarge = material.displayLarge.copy(fontFamily = letters),
        displayMedium = material.displayMedium.copy(fontFamily = letters),
        displaySmall = material.displaySmall.copy(fontFamily = letters),
        headlineLarge = material.headlineLarge.copy(fontFamily = letters),
        headlineMedium = material.headlineMedium.copy(fontFamily = letters),
        headlineSmall = material.headlineSmall.copy(fontFamily = letters),
        titleLarge = material.titleLarge.copy(fontFamily = letters),
        titleMedium = material.titleMedium.copy(fontFamily = letters),
        titleSmall = material.titleMedium.copy(fontFamily = letters),
        bodyLarge = material.bodyLarge.copy(fontFamily = letters),
        bodyMedium = material.bodyLarge.copy(fontFamily = letters),
        bodySmall = material.bodyMedium.copy(fontFamily = letters),
        labelLarge = material.titleMedium.copy(fontFamily = letters),
        labelMedium = material.bodyMedium.copy(fontFamily = letters),
        labelSmall = material.bodyMedium.copy(fontFamily = letters),
    )
}
