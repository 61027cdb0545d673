package app.lull.ui.morning

import androidx.compose.runtime.Composable
import app.lull.core.Daytime
import app.lull.core.Entry
import app.lull.core.MorningAnswer
import app.lull.core.Trigger
import app.lull.ui.parts.Choice
import app.lull.ui.parts.Question
import app.lull.ui.parts.Tick
import app.lull.ui.parts.Ticks
import app.lull.ui.theme.LocalWords

/** How the day before and the day after were, and what they held. */
@Composable
internal fun TheDay(
    entry: Entry,
    tell: Telling,
) {
    val (words, morning) = LocalWords.current.run { night to morning }
    val daytimes =
        listOf(
            Choice(Daytime.YES, morning.yes),
            Choice(Daytime.NO, morning.no),
            Choice(Daytime.UNKNOWN, morning.dontKnow),
        )
    Question(words.daytime, daytimes, entry.details?.daytime) { daytime ->
        tell { MorningAnswer.Daytime(daytime.unless(it.details?.daytime)) }
    }
    Question(words.sleepiness, points(), entry.details?.sleepiness, words.sleepinessEnds) { points ->
        tell { MorningAnswer.Sleepiness(points.unless(it.details?.sleepiness)) }
    }
    Question(words.mood, points(), entry.details?.mood, words.moodEnds) { points ->
        tell { MorningAnswer.Mood(points.unless(it.details?.mood)) }
    }
    Triggers(entry, tell)
}

@Composable
private fun Triggers(
    entry: Entry,
    tell: Telling,
) {
    val words = LocalWords.current.night
    Ticks(words.triggers) {
        for (trigger in Trigger.entries) {
            Tick(words.trigger(trigger), entry.had(trigger)) { tell { MorningAnswer.Trigger(trigger, !it.had(trigger)) } }
        }
        Tick(words.noTriggers, entry.hadNone()) { tell { MorningAnswer.NoTriggers(!it.hadNone()) } }
    }
}

private fun Entry.had(trigger: Trigger) = trigger in details?.triggers.orEmpty()

/** Said to be none, which is more than not said. */
private fun Entry.hadNone() = details?.triggers?.isEmpty() == true
