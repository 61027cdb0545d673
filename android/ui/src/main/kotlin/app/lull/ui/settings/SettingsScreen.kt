package app.lull.ui.settings

import androidx.compose.runtime.Composable
import app.lull.core.Offers
import app.lull.core.Reminders
import app.lull.core.Settings
import app.lull.core.Travel
import app.lull.core.Weekday
import app.lull.ui.parts.Choice
import app.lull.ui.parts.Heading
import app.lull.ui.parts.Page
import app.lull.ui.parts.Question
import app.lull.ui.parts.Quiet
import app.lull.ui.parts.QuietButton
import app.lull.ui.parts.Tick
import app.lull.ui.parts.TimeCard
import app.lull.ui.parts.Warning
import app.lull.ui.theme.LocalTimes
import app.lull.ui.theme.LocalWords

/** What a tap changes. */
internal typealias Changing = ((Settings) -> Settings) -> Unit

/** Everything about reminders and massages that can be set. Each change is kept at once. */
@Composable
fun SettingsScreen(
    state: SettingsState,
    onTap: (SettingsTap) -> Unit,
) {
    val words = LocalWords.current
    Page(words.settings.title, onBack = { onTap(SettingsTap.Leave) }) {
        state.trouble?.let { trouble ->
            Warning(words.trouble(trouble, LocalTimes.current)) { QuietButton(words.tryAgain) { onTap(SettingsTap.Look) } }
        }
        val settings = state.settings ?: return@Page
        val offers = state.offers ?: return@Page
        val change: Changing = { onTap(SettingsTap.Change(it)) }
        Evening(settings, offers, change)
        Repeating(settings.reminders, offers, change)
        Others(settings, change)
        QuietEvenings(settings.reminders, change)
        FreeEveningsPart(settings, change)
        Journey(settings.reminders, change)
        Strength(settings, offers, change)
        state.own?.let { own -> ThisPhonePart(own) { onTap(SettingsTap.ChangeOwn(it)) } }
        Quiet(words.morning.keptAtOnce)
    }
}

internal fun Changing.reminders(changed: (Reminders) -> Reminders) = this { it.copy(reminders = changed(it.reminders)) }

@Composable
private fun Evening(
    settings: Settings,
    offers: Offers,
    change: Changing,
) {
    val words = LocalWords.current.settings
    Heading(words.evening)
    Tick(words.remind, settings.reminders.evening) { change.reminders { it.copy(evening = !it.evening) } }
    val leads = offered(offers.leadMinutes, settings.leadMinutes)
    Question(words.lead, leads.map { Choice(it, words.minutes(it.toInt())) }, settings.leadMinutes) { lead ->
        change { it.copy(leadMinutes = lead) }
    }
    TimeCard(words.earliest, settings.window.earliest) { time -> change { it.copy(window = it.window.copy(earliest = time)) } }
    TimeCard(words.latest, settings.window.latest) { time -> change { it.copy(window = it.window.copy(latest = time)) } }
    TimeCard(words.pinned, settings.pinned, unless = words.byPlan to { change { it.copy(pinned = null) } }) { time ->
        change { it.copy(pinned = time) }
    }
    val notice = settings.reminders.preNoticeMinutes
    val notices =
        listOf(Choice<UShort?>(null, words.no)) +
            offered(offers.preNoticeMinutes, notice).map { Choice(it, words.minutes(it.toInt())) }
    Question(words.announce, notices.map { Choice(it, it.text) }, notices.find { it.value == notice }) { (minutes) ->
        change.reminders { it.copy(preNoticeMinutes = minutes) }
    }
}

@Composable
private fun Others(
    settings: Settings,
    change: Changing,
) {
    val words = LocalWords.current.settings
    val reminders = settings.reminders
    Heading(words.others)
    Tick(words.topUp, reminders.topUp) { change.reminders { it.copy(topUp = !it.topUp) } }
    Tick(words.morningLog, settings.morningLog) { change { it.copy(morningLog = !it.morningLog) } }
    Tick(words.safetyNet, reminders.safetyNet) { change.reminders { it.copy(safetyNet = !it.safetyNet) } }
    if (reminders.safetyNet) {
        TimeCard(words.fallback, reminders.fallback, unless = words.asUsual to { change.reminders { it.copy(fallback = null) } }) { time ->
            change.reminders { it.copy(fallback = time) }
        }
    }
    Tick(words.openApp, reminders.openApp) { change.reminders { it.copy(openApp = !it.openApp) } }
}

@Composable
private fun QuietEvenings(
    reminders: Reminders,
    change: Changing,
) {
    val words = LocalWords.current.settings
    Heading(words.quiet)
    for (day in Weekday.entries) {
        Tick(words.day(day), day in reminders.quietEvenings) {
            change.reminders { now ->
                val days = now.quietEvenings
                now.copy(quietEvenings = if (day in days) days - day else days + day)
            }
        }
    }
}

@Composable
private fun Journey(
    reminders: Reminders,
    change: Changing,
) {
    val words = LocalWords.current.settings
    Question(words.journey, Travel.entries.map { Choice(it, words.travel(it)) }, reminders.travel) { travel ->
        change.reminders { it.copy(travel = travel) }
    }
}

@Composable
private fun Strength(
    settings: Settings,
    offers: Offers,
    change: Changing,
) {
    val words = LocalWords.current.settings
    val level = settings.holdLevel
    val levels = offered(offers.holdLevels, level).map { Choice(it, words.percent(it.toInt())) }
    Question(words.strength, levels, level, words.strengthAbout) { percent -> change { it.copy(holdLevel = percent) } }
}

/** The chosen one is among those to see, whatever it is. */
internal fun <T : Comparable<T>> offered(
    all: List<T>,
    chosen: T?,
) = (all + listOfNotNull(chosen)).distinct().sorted()
