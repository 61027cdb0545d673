package app.lull.ui.settings

import androidx.compose.runtime.Composable
import app.lull.core.Offers
import app.lull.core.Reminders
import app.lull.core.Swipe
import app.lull.ui.parts.Choice
import app.lull.ui.parts.Question
import app.lull.ui.theme.LocalWords

/** What happens when nobody answers. */
@Composable
internal fun Repeating(
    reminders: Reminders,
    offers: Offers,
    change: Changing,
) {
    val words = LocalWords.current.settings
    val most = reminders.repeat.most
    val times = (0u..offers.repeatsUpTo.toUInt()).map { it.toUByte() }
    Question(words.again, offered(times, most).map { Choice(it, words.times(it.toInt())) }, most) { chosen ->
        change.reminders { it.copy(repeat = it.repeat.copy(most = chosen)) }
    }
    val every = reminders.repeat.everyMinutes
    Question(words.every, offered(offers.repeatEveryMinutes, every).map { Choice(it, words.minutes(it.toInt())) }, every) { minutes ->
        change.reminders { it.copy(repeat = it.repeat.copy(everyMinutes = minutes)) }
    }
    Question(words.swiped, Swipe.entries.map { Choice(it, words.swipe(it)) }, reminders.swipe) { swipe ->
        change.reminders { it.copy(swipe = swipe) }
    }
}
