package app.lull.ui.settings

import androidx.compose.runtime.Composable
import app.lull.core.FreeEvenings
import app.lull.core.Settings
import app.lull.core.Weekday
import app.lull.ui.parts.Heading
import app.lull.ui.parts.Quiet
import app.lull.ui.parts.Tick
import app.lull.ui.parts.TimeCard
import app.lull.ui.theme.LocalWords

/** Evenings with other habits, such as those before a free day. */
@Composable
internal fun FreeEveningsPart(
    settings: Settings,
    change: Changing,
) {
    val words = LocalWords.current
    val free = settings.freeEvenings
    Heading(words.settings.free)
    Quiet(words.settings.freeAbout)
    for (day in Weekday.entries) {
        Tick(words.settings.evening(day), day in free?.evenings.orEmpty()) { change { it.copy(freeEvenings = it.toggled(day)) } }
    }
    if (free == null) return
    val with = { changed: (FreeEvenings) -> FreeEvenings -> change { it.copy(freeEvenings = it.freeEvenings?.let(changed)) } }
    TimeCard(words.settings.freeBedtime, free.bedtime) { time -> with { it.copy(bedtime = time) } }
    TimeCard(words.settings.freeRising, free.rising) { time -> with { it.copy(rising = time) } }
    TimeCard(words.settings.freeOnset, free.onset, unless = words.settings.noOther to { with { it.copy(onset = null) } }) { time ->
        with { it.copy(onset = time) }
    }
}

/** The first such evening begins with the habits of the others; without any there are none. */
private fun Settings.toggled(day: Weekday): FreeEvenings? {
    val free = freeEvenings ?: FreeEvenings(listOf(), usualBedtime, usualRising, null)
    val evenings = if (day in free.evenings) free.evenings - day else free.evenings + day
    return free.copy(evenings = evenings).takeIf { evenings.isNotEmpty() }
}
