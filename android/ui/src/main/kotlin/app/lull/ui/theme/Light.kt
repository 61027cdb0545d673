package app.lull.ui.theme

import androidx.compose.material3.ColorScheme
import androidx.compose.material3.darkColorScheme
import androidx.compose.material3.lightColorScheme
import androidx.compose.ui.graphics.Color

/** How the screen is lit. */
enum class Light {
    /** For the day. */
    DAY,

    /** True black, for the evening. */
    NIGHT,

    /** True black and dim red only: it disturbs eyes that are used to the dark the least. */
    RED,
}

/** Every text on these has a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3); a test measures it. */
internal fun Light.colours(): ColorScheme =
    when (this) {
        Light.DAY ->
            lightColorScheme(
                primary = Color(0xFF1F5B73),
                onPrimary = Color.White,
                primaryContainer = Color(0xFFC9E7F4),
                onPrimaryContainer = Color(0xFF06303F),
                secondaryContainer = Color(0xFFDDE7EC),
                onSecondaryContainer = Color(0xFF1B2A31),
                background = Color(0xFFF7F9FA),
                onBackground = Color(0xFF15191B),
                surface = Color(0xFFF7F9FA),
                onSurface = Color(0xFF15191B),
                surfaceVariant = Color(0xFFE7ECEF),
                onSurfaceVariant = Color(0xFF40494E),
                surfaceContainer = Color(0xFFECF1F3),
                outline = Color(0xFF6A757B),
                errorContainer = Color(0xFFFFDAD4),
                onErrorContainer = Color(0xFF5A120B),
            )
        Light.NIGHT -> dark(strong = Color(0xFF8CCBE6), text = Color(0xFFD6DEE2), quiet = Color(0xFFA3B0B7), raised = Color(0xFF12181B))
        Light.RED -> dark(strong = Color(0xFFE0584A), text = Color(0xFFD8564A), quiet = Color(0xFFCE5A4E), raised = Color(0xFF170706))
    }

/** One hue on black. What is raised is hardly lighter than the ground, so that nothing flashes. */
private fun dark(
    strong: Color,
    text: Color,
    quiet: Color,
    raised: Color,
): ColorScheme =
    darkColorScheme(
        primary = strong,
        onPrimary = Color.Black,
        primaryContainer = raised,
        onPrimaryContainer = strong,
        secondaryContainer = raised,
        onSecondaryContainer = text,
        background = Color.Black,
        onBackground = text,
        surface = Color.Black,
        onSurface = text,
        surfaceVariant = raised,
        onSurfaceVariant = quiet,
        surfaceContainer = raised,
        outline = quiet,
        outlineVariant = raised,
        errorContainer = raised,
        onErrorContainer = text,
        error = strong,
    )
