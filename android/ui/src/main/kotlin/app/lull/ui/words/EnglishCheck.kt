package app.lull.ui.words

import app.lull.core.Association
import app.lull.core.ComparedWeek
import app.lull.core.Difference
import app.lull.core.FourWeeks
import app.lull.core.Seen
import app.lull.core.Verdict
import app.lull.core.WeekSeen

internal object EnglishCheck : CheckWords {
    override val title = "Four weeks with massages"
    override val caution =
        "You against yourself, without anything to compare with: in trials, people with a sham device improved by several points too."
    override val associations = "What went with better or worse nights"
    override val associationsCaution = "These go together in your diary; that does not tell why."

    override fun baseline(
        check: FourWeeks,
        times: Times,
    ) = "The week before the first one, ${times.short(check.began)}: ${severity(check.baseline, times)}."

    override fun week(
        number: Int,
        week: ComparedWeek,
        times: Times,
    ): String {
        val told =
            when (week.verdict) {
                Verdict.NOT_OVER -> "not over yet"
                Verdict.TOO_FEW_NIGHTS -> "too few nights to compare"
                Verdict.COULD_BE_CHANCE -> "${typically(week.difference, times)}; this could be chance"
                Verdict.LOWER, Verdict.HIGHER -> "${typically(week.difference, times)}; chance alone would rarely do this"
            }
        return "Week $number: ${severity(week.seen, times)}, ${counted(week.seen.sessionNights, "night", "nights")} with a massage: $told."
    }

    override fun association(
        one: Association,
        times: Times,
    ): String {
        val seen =
            when (one.seen) {
                Seen.COULD_BE_CHANCE -> "this could be chance"
                Seen.WORSE -> "nights with it were worse"
                Seen.MILDER -> "nights with it were milder"
            }
        return "${EnglishNight.trigger(one.trigger)}: severity ${times.mean(one.meanWith)} on ${one.nightsWith} nights with it, " +
            "${times.mean(one.meanWithout)} on ${one.nightsWithout} without; $seen."
    }

    private fun severity(
        week: WeekSeen,
        times: Times,
    ) = week.meanSeverity?.let { "severity ${times.mean(it)}" } ?: "no severity logged"

    private fun typically(
        difference: Difference?,
        times: Times,
    ): String {
        val points = difference?.points ?: 0.0
        return when {
            points < 0 -> "typically ${times.mean(-points)} lower"
            points > 0 -> "typically ${times.mean(points)} higher"
            else -> "typically the same"
        }
    }
}
