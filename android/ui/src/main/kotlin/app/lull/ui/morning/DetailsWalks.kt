package app.lull.ui.morning

import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import app.lull.core.ClockTime
import app.lull.core.MorningAnswer
import app.lull.core.Offers
import app.lull.core.Walk
import app.lull.ui.parts.Asking
import app.lull.ui.parts.Card
import app.lull.ui.parts.Choice
import app.lull.ui.parts.Question
import app.lull.ui.parts.Quiet
import app.lull.ui.parts.QuietButton
import app.lull.ui.parts.SideButton
import app.lull.ui.parts.TimeEntry
import app.lull.ui.theme.LocalTimes
import app.lull.ui.theme.LocalWords

/** The walks of the night, and one to be added. */
@Composable
internal fun Walks(
    walks: List<Walk>,
    offers: Offers,
    bedtime: ClockTime,
    tell: Telling,
) {
    val (words, times) = LocalWords.current.night to LocalTimes.current
    Asking(words.walks)
    if (walks.isEmpty()) Quiet(words.noWalks)
    for (walk in walks) {
        val told = words.walk(walk, times)
        Card {
            Text(told)
            QuietButton(words.remove, described = words.removeWalk(told)) { tell { MorningAnswer.Walks(it.details?.walks.orEmpty() - walk) } }
        }
    }
    NewWalk(offers, bedtime) { walk -> tell { MorningAnswer.Walks(it.details?.walks.orEmpty() + walk) } }
}

/** A walk to be added; unfolded when it is wanted. */
@Composable
private fun NewWalk(
    offers: Offers,
    bedtime: ClockTime,
    onKeep: (Walk) -> Unit,
) {
    val words = LocalWords.current
    var adding by rememberSaveable { mutableStateOf(false) }
    if (!adding) {
        SideButton(words.night.addWalk) { adding = true }
        return
    }
    // as a number: what is saved must go into the phone's own bundle
    var minutes by rememberSaveable { mutableStateOf<Int?>(null) }
    val keep = { at: ClockTime? ->
        onKeep(Walk(at, minutes?.toUShort()))
        adding = false
    }
    Card {
        val some = offers.walkMinutes.map { Choice<Int?>(it.toInt(), words.setup.minutes(it.toInt())) }
        Question(words.night.walkMinutes, some + Choice(null, words.morning.dontKnow), minutes) { minutes = it }
        Asking(words.night.walkAt)
        TimeEntry(words.night.walkAt, bedtime, words.night.keepWalk) { keep(it) }
        QuietButton(words.night.keepWalkWithoutTime) { keep(null) }
    }
}
