package app.lull.ui.more

import androidx.compose.runtime.Composable
import app.lull.ui.parts.Page
import app.lull.ui.parts.WayTo
import app.lull.ui.theme.LocalWords

/** Where a tap on this screen leads. */
enum class MoreTap { BACK, DIARY, TRENDS, DOCTOR, REPORT, HEALTH, STRETCH, DEVICES, RELIABILITY, SETUP, SETTINGS, BACKUP, READING, ABOUT }

/** The ways to everything that is not needed every evening. */
@Composable
fun MoreScreen(onTap: (MoreTap) -> Unit) {
    val words = LocalWords.current.more
    Page(words.title, onBack = { onTap(MoreTap.BACK) }) {
        for (way in MoreTap.entries - MoreTap.BACK) {
            WayTo(words.name(way), words.about(way)) { onTap(way) }
        }
    }
}
