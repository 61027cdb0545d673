package app.lull.ui.morning

import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import app.lull.core.ApiException
import app.lull.core.ClockTime
import app.lull.core.Entry
import app.lull.core.Helped
import app.lull.core.Morning
import app.lull.core.MorningAnswer
import app.lull.core.Onset
import app.lull.core.Symptoms
import app.lull.ui.parts.Choice
import app.lull.ui.parts.MainButton
import app.lull.ui.parts.Page
import app.lull.ui.parts.Question
import app.lull.ui.parts.Quiet
import app.lull.ui.parts.QuietButton
import app.lull.ui.parts.TimeEntry
import app.lull.ui.parts.Warning
import app.lull.ui.theme.LocalTimes
import app.lull.ui.theme.LocalWords
import app.lull.ui.words.MorningWords

/** What a tap on this screen asks for. */
sealed interface MorningTap {
    data object Look : MorningTap

    data object Leave : MorningTap

    data class Came(
        val symptoms: Symptoms,
    ) : MorningTap

    data class Began(
        val time: ClockTime,
    ) : MorningTap

    data object BeganUnknown : MorningTap

    data class Severity(
        val points: UByte,
    ) : MorningTap

    data class Slept(
        val points: UByte,
    ) : MorningTap

    data class DidItHelp(
        val helped: Helped,
    ) : MorningTap

    /** Something is being written; [isKept] where it is what is kept already. */
    data class Write(
        val words: OwnWords,
        val isKept: Boolean,
    ) : MorningTap

    data class Keep(
        val words: OwnWords,
    ) : MorningTap

    /** Any more of the night. Made of what is kept at that moment, so that two quick taps are both kept. */
    class Tell(
        val answer: (Entry) -> MorningAnswer,
    ) : MorningTap
}

/** The morning log: four taps, each kept at once, and more for whoever [tellsMore]. */
@Composable
fun MorningScreen(
    state: MorningState,
    onTap: (MorningTap) -> Unit,
    tellsMore: Boolean = false,
) {
    val words = LocalWords.current
    var isUnfolded by rememberSaveable { mutableStateOf(tellsMore) }
    Page(words.morning.title) {
        Quiet(words.morning.night(state.night, LocalTimes.current))
        // what is refused of the words in the unfolded part is said there, where it was written
        state.trouble?.takeUnless { isUnfolded && it is ApiException.InvalidInput }?.let { trouble ->
            Warning(words.trouble(trouble, LocalTimes.current)) { QuietButton(words.tryAgain) { onTap(MorningTap.Look) } }
        }
        val morning = state.morning ?: return@Page
        CameQuestion(morning, onTap)
        if (morning.entry.symptoms != Symptoms.NO) {
            OnsetQuestion(morning, onTap)
            Question(
                words.morning.severity,
                points(),
                morning.entry.severity,
                words.morning.severityEnds,
            ) { onTap(MorningTap.Severity(it)) }
        }
        Question(words.morning.sleep, points(), morning.entry.sleepQuality, words.morning.sleepEnds) {
            onTap(MorningTap.Slept(it))
        }
        if (morning.hadSession) HelpedQuestion(morning, onTap)
        if (isUnfolded) DetailsPart(morning.entry, state, onTap)
        MainButton(words.morning.done) { onTap(MorningTap.Leave) }
        Quiet(words.morning.keptAtOnce)
        // below the end of the log, which stays four taps long
        if (!isUnfolded) QuietButton(words.night.more) { isUnfolded = true }
    }
}

@Composable
private fun CameQuestion(
    morning: Morning,
    onTap: (MorningTap) -> Unit,
) {
    val words = LocalWords.current.morning
    val choices =
        listOf(
            Choice(Symptoms.YES, words.yes),
            Choice(Symptoms.NO, words.no),
            Choice(Symptoms.UNKNOWN, words.dontKnow),
        )
    Question(words.symptoms, choices, morning.entry.symptoms) { onTap(MorningTap.Came(it)) }
}

@Composable
private fun OnsetQuestion(
    morning: Morning,
    onTap: (MorningTap) -> Unit,
) {
    val (words, times) = LocalWords.current.morning to LocalTimes.current
    val onset = morning.entry.onset
    val said = (onset as? Onset.At)?.time
    // a time that was tapped in the evening, or entered, is among those to see
    val offered = (morning.onsetChoices + listOfNotNull(said)).distinct()
    val unknown = Choice<ClockTime?>(null, words.dontKnow)
    val choices = offered.map { Choice<ClockTime?>(it, times.time(it)) } + unknown
    val chosen = if (onset is Onset.DontKnow) unknown else choices.find { it.value != null && it.value == said }
    Question(words.onset, choices.map { Choice(it, it.text) }, chosen) { (time) ->
        onTap(if (time == null) MorningTap.BeganUnknown else MorningTap.Began(time))
    }
    OtherTime(words, morning) { onTap(MorningTap.Began(it)) }
}

/** Any other time, to be entered. */
@Composable
private fun OtherTime(
    words: MorningWords,
    morning: Morning,
    onEnter: (ClockTime) -> Unit,
) {
    var entering by rememberSaveable { mutableStateOf(false) }
    if (!entering) {
        QuietButton(words.otherTime) { entering = true }
        return
    }
    TimeEntry(words.onset, morning.onsetChoices.first()) {
        onEnter(it)
        entering = false
    }
}

@Composable
private fun HelpedQuestion(
    morning: Morning,
    onTap: (MorningTap) -> Unit,
) {
    val words = LocalWords.current.morning
    val choices =
        listOf(
            Choice(Helped.YES, words.yes),
            Choice(Helped.SOMEWHAT, words.somewhat),
            Choice(Helped.NO, words.no),
            Choice(Helped.UNKNOWN, words.dontKnow),
        )
    Question(words.helped, choices, morning.entry.helped) { onTap(MorningTap.DidItHelp(it)) }
}

internal fun points() = (0..10).map { Choice(it.toUByte(), it.toString()) }
