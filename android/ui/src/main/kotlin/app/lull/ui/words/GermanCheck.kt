package app.lull.ui.words

import app.lull.core.Association
import app.lull.core.ComparedWeek
import app.lull.core.Difference
import app.lull.core.FourWeeks
import app.lull.core.Seen
import app.lull.core.Verdict
import app.lull.core.WeekSeen

internal object GermanCheck : CheckWords {
    override val title = "Vier Wochen mit Massagen"
    override val caution =
        "Sie selbst vorher und nachher, ohne Vergleich mit anderen: In Studien ging es auch Menschen mit einem Scheingerät um mehrere Punkte besser."
    override val associations = "Was mit besseren oder schlechteren Nächten einherging"
    override val associationsCaution = "Das kommt in Ihrem Tagebuch zusammen vor; warum, sagt es nicht."

    override fun baseline(
        check: FourWeeks,
        times: Times,
    ) = "Die Woche vor der ersten, ${times.short(check.began)}: ${severity(check.baseline, times)}."

    override fun week(
        number: Int,
        week: ComparedWeek,
        times: Times,
    ): String {
        val told =
            when (week.verdict) {
                Verdict.NOT_OVER -> "noch nicht vorbei"
                Verdict.TOO_FEW_NIGHTS -> "zu wenige Nächte für einen Vergleich"
                Verdict.COULD_BE_CHANCE -> "${usually(week.difference, times)}; das kann Zufall sein"
                Verdict.LOWER, Verdict.HIGHER -> "${usually(week.difference, times)}; Zufall allein täte das selten"
            }
        return "Woche $number: ${severity(week.seen, times)}, ${counted(week.seen.sessionNights, "Nacht", "Nächte")} mit Massage: $told."
    }

    override fun association(
        one: Association,
        times: Times,
    ): String {
        val seen =
            when (one.seen) {
                Seen.COULD_BE_CHANCE -> "das kann Zufall sein"
                Seen.WORSE -> "Nächte damit waren schlechter"
                Seen.MILDER -> "Nächte damit waren milder"
            }
        return "${GermanNight.trigger(one.trigger)}: Stärke ${times.mean(one.meanWith)} in ${one.nightsWith} Nächten damit, " +
            "${times.mean(one.meanWithout)} in ${one.nightsWithout} ohne; $seen."
    }

    private fun severity(
        week: WeekSeen,
        times: Times,
    ) = week.meanSeverity?.let { "Stärke ${times.mean(it)}" } ?: "keine Stärke eingetragen"

    private fun usually(
        difference: Difference?,
        times: Times,
    ): String {
        val points = difference?.points ?: 0.0
        return when {
            points < 0 -> "meist ${times.mean(-points)} niedriger"
            points > 0 -> "meist ${times.mean(points)} höher"
            else -> "meist gleich"
        }
    }
}
