package app.lull.ui.settings

import androidx.compose.runtime.Composable
import app.lull.core.Reminders
import app.lull.core.Swipe
import app.lull.ui.parts.Choice
import app.lull.ui.parts.Question
import app.lull.ui.theme.LocalWords

/** What happens when nobody answers. */
@Composable
internal fun Repeating(
    reminders: Reminders,
    change: Changing,
) {
    val words = LocalWords.current.settings
    val most = reminders.repeat.most.toInt()
    Question(words.again, offered(AGAIN, most).map { Choice(it, words.times(it)) }, most) { times ->
        change.reminders { it.copy(repeat = it.repeat.copy(most = times.toUByte())) }
    }
    val every = reminders.repeat.everyMinutes.toInt()
    Question(words.every, offered(EVERY, every).map { Choice(it, words.minutes(it)) }, every) { minutes ->
        change.reminders { it.copy(repeat = it.repeat.copy(everyMinutes = minutes.toUShort())) }
    }
    Question(words.swiped, Swipe.entries.map { Choice(it, words.swipe(it)) }, reminders.swipe) { swipe ->
        change.reminders { it.copy(swipe = swipe) }
    }
}

private val AGAIN = listOf(0, 1, 2, 3)
private val EVERY = listOf(5, 10, 15, 20)
