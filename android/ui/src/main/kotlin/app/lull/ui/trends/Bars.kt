package app.lull.ui.trends

import app.lull.core.NightGroup
import app.lull.core.Scale
import app.lull.core.Week
import app.lull.ui.parts.WeekBar
import app.lull.ui.words.Times
import app.lull.ui.words.TrendsWords

/** Where the middle half of each week's onsets lay. */
internal fun onsetBars(
    weeks: List<Week>,
    scale: Scale,
    words: TrendsWords,
    times: Times,
): List<WeekBar> {
    val place = { minutes: Double -> ((minutes - scale.low) / (scale.high - scale.low)).toFloat() }
    return weeks.map { week ->
        val onset = week.group.onset ?: return@map nothing(week, words, times)
        val half = words.half(times.afterNoon(onset.low), times.afterNoon(onset.high), onset.nights.toInt())
        WeekBar(
            times.short(week.from),
            times.afterNoon(onset.median),
            described = words.week(times.short(week.from), "${times.afterNoon(onset.median)}. $half"),
            span = place(onset.low)..place(onset.high),
            mark = place(onset.median),
        )
    }
}

/** Each week's mean of a score from 0 to 10. */
internal fun meanBars(
    weeks: List<Week>,
    words: TrendsWords,
    times: Times,
    mean: (NightGroup) -> Double?,
): List<WeekBar> =
    weeks.map { week ->
        val value = mean(week.group) ?: return@map nothing(week, words, times)
        val said = times.mean(value)
        WeekBar(times.short(week.from), said, words.week(times.short(week.from), said), span = 0f..(value / MOST_POINTS).toFloat())
    }

/** How many massages each week had. */
internal fun countBars(
    weeks: List<Week>,
    words: TrendsWords,
    times: Times,
): List<WeekBar> {
    val most = weeks.maxOf { it.sessions }.coerceAtLeast(1u).toFloat()
    return weeks.map { week ->
        val said = week.sessions.toString()
        WeekBar(times.short(week.from), said, words.week(times.short(week.from), said), span = 0f..week.sessions.toFloat() / most)
    }
}

private fun nothing(
    week: Week,
    words: TrendsWords,
    times: Times,
) = WeekBar(times.short(week.from), "–", words.week(times.short(week.from), words.notLogged))

private const val MOST_POINTS = 10.0
