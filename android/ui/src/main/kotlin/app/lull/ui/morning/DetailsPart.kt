package app.lull.ui.morning

import androidx.compose.runtime.Composable
import app.lull.core.ApiException
import app.lull.core.BodyPart
import app.lull.core.Entry
import app.lull.core.MorningAnswer
import app.lull.core.Offers
import app.lull.core.Relief
import app.lull.core.Side
import app.lull.core.Situation
import app.lull.core.Symptoms
import app.lull.ui.parts.Choice
import app.lull.ui.parts.Question
import app.lull.ui.parts.Tick
import app.lull.ui.parts.Ticks
import app.lull.ui.parts.TimeCard
import app.lull.ui.settings.offered
import app.lull.ui.theme.LocalWords

/** What a tap tells. */
internal typealias Telling = ((Entry) -> MorningAnswer) -> Unit

/** What may be told of a night beyond the four taps. Each part is kept at once, and none has to be told. */
@Composable
internal fun DetailsPart(
    entry: Entry,
    state: MorningState,
    onTap: (MorningTap) -> Unit,
) {
    val offers = state.offers ?: return
    val bedtime = state.usualBedtime ?: return
    val words = LocalWords.current.night
    val tell: Telling = { onTap(MorningTap.Tell(it)) }
    val cameNot = entry.symptoms == Symptoms.NO
    GotUp(entry, offers, tell)
    if (!cameNot) {
        Where(entry, tell)
        Began(entry, offers, tell)
    }
    TimeCard(
        words.bedtime,
        entry.bedtime,
        unless = words.notSaid to { tell { MorningAnswer.Bedtime(null) } },
        first = entry.bedtime ?: bedtime,
    ) { time -> tell { MorningAnswer.Bedtime(time) } }
    Walks(entry.details?.walks.orEmpty(), offers, bedtime, tell)
    if (!cameNot) Relieved(entry, offers, tell)
    TheDay(entry, tell)
    OwnWords(entry, state.trouble as? ApiException.InvalidInput, onTap)
}

@Composable
private fun GotUp(
    entry: Entry,
    offers: Offers,
    tell: Telling,
) {
    val times = offered(offers.gotUp.map { it.toUByte() }, entry.gotUp)
    Question(LocalWords.current.night.gotUp, times.map { Choice(it, it.toString()) }, entry.gotUp) { count ->
        tell { MorningAnswer.GotUp(count.unless(it.gotUp)) }
    }
}

/** Where it was felt, and on which side of each part. */
@Composable
private fun Where(
    entry: Entry,
    tell: Telling,
) {
    val words = LocalWords.current.night
    Ticks(words.where) {
        for (part in BodyPart.entries) {
            val isNamed = part in entry.bodyParts
            Tick(words.part(part), isNamed) { tell { MorningAnswer.BodyPart(part, part !in it.bodyParts) } }
            if (isNamed) WhichSide(part, entry, tell)
        }
    }
}

@Composable
private fun WhichSide(
    part: BodyPart,
    entry: Entry,
    tell: Telling,
) {
    val words = LocalWords.current.night
    Question(words.whichSide(part), Side.entries.map { Choice(it, words.side(it)) }, entry.side(part)) { side ->
        tell { MorningAnswer.Side(part, side.unless(it.side(part))) }
    }
}

/** What the person was doing when it began, and how long they had been at rest. */
@Composable
private fun Began(
    entry: Entry,
    offers: Offers,
    tell: Telling,
) {
    val words = LocalWords.current
    val situations = Situation.entries.map { Choice(it, words.night.situation(it)) }
    Question(words.night.situation, situations, entry.details?.situation) { situation ->
        tell { MorningAnswer.Situation(situation.unless(it.details?.situation)) }
    }
    val rest = entry.details?.restMinutes
    val minutes = offered(offers.restMinutes, rest).map { Choice(it, words.setup.minutes(it.toInt())) }
    Question(words.night.rest, minutes, rest) { chosen ->
        tell { MorningAnswer.RestMinutes(chosen.unless(it.details?.restMinutes)) }
    }
}

@Composable
private fun Relieved(
    entry: Entry,
    offers: Offers,
    tell: Telling,
) {
    val words = LocalWords.current.night
    val relief = entry.details?.relief
    val some = offered(offers.reliefMinutes, (relief as? Relief.For)?.minutes).map { Relief.For(it) }
    val all = listOf(Relief.No, Relief.WhileMoving) + some + listOf(Relief.RestOfNight, Relief.Unknown)
    Question(words.relief, all.map { Choice(it, words.relief(it)) }, relief) { chosen ->
        tell { MorningAnswer.Relief(chosen.unless(it.details?.relief)) }
    }
}

private fun Entry.side(part: BodyPart) = details?.sides?.find { it.part == part }?.side
