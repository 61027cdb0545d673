package app.lull.ui.words

import app.lull.core.Difference
import app.lull.core.NightGroup
import app.lull.core.Sessions
import app.lull.core.Trends
import kotlin.math.abs
import kotlin.math.roundToLong

internal object EnglishTrends : TrendsWords {
    override val title = "Trends"
    override val howFar = "How far back?"
    override val nothingYet =
        "Trends begin with the first night you log. A few taps in the morning are enough, and nights before today can be added too."
    override val onset = "When it started"
    override val noOnset = "No start was logged in these nights."
    override val severity = "How bad it was"
    override val noSeverity = "No severity was logged in these nights."
    override val severityLegend = "The mean of each week, from 0 not at all to 10 as bad as it gets. A night without symptoms counts as 0."
    override val sleep = "Sleep"
    override val noSleep = "No sleep was logged in these nights."
    override val sleepLegend = "The mean of each week, from 0 worst to 10 best."
    override val sessions = "Massages"
    override val beside = "Nights with and without a massage"
    override val withSession = "With"
    override val withoutSession = "Without"
    override val besideCaution = "This does not tell what a massage does: a bad evening may be why there was one, or why there was none."
    override val notLogged = "nothing logged"

    override fun nights(count: Int) = if (count == 1) "1 night" else "$count nights"

    override fun logged(trends: Trends): String {
        val all = trends.all
        return "${all.logged} of ${nights(trends.nights.toInt())} logged: ${all.withSymptoms} with symptoms, ${all.withoutSymptoms} without."
    }

    override fun half(
        from: String,
        to: String,
        nights: Int,
    ) = "Half of ${nights(nights)} between $from and $to"

    override fun beforeBed(minutes: Double) =
        "${abs(minutes.roundToLong())} min ${if (minutes < 0) "after" else "before"} lights-out, in the middle of your nights"

    override fun moving(minutesPerWeek: Double): String {
        val minutes = minutesPerWeek.roundToLong()
        return when {
            minutes == 0L -> "About the same from week to week"
            minutes < 0 -> "${-minutes} min earlier from week to week"
            else -> "$minutes min later from week to week"
        }
    }

    override fun onsetLegend(
        from: String,
        to: String,
    ) = "Each line runs from $from to $to. The bar is half of that week's nights, the upright mark their middle."

    override fun ofTen(points: String) = "$points of 10"

    override fun gotUp(nights: Int) = "You got up on ${nights(nights)}."

    override fun sessionsOf(sessions: Sessions): String {
        if (sessions.count == 0u) return "No massage in these nights."
        val minutes = sessions.minutes?.let { ", ${it.median.roundToLong()} min in the middle" }.orEmpty()
        return "${sessions.count} on ${nights(sessions.nights.toInt())}$minutes. Where the start is known, " +
            "${sessions.beforeOnset} began before symptoms and ${sessions.afterOnset} after."
    }

    override fun side(
        group: NightGroup,
        times: Times,
    ): String {
        val severity = group.meanSeverity?.let(times::mean) ?: "not said"
        val sleep = group.meanSleep?.let(times::mean) ?: "not said"
        return "${nights(group.logged.toInt())}, severity $severity, sleep $sleep"
    }

    override fun difference(
        difference: Difference?,
        times: Times,
    ): String {
        if (difference == null) return "There are too few nights on one side to compare them."
        val of100 = difference.chanceOf100.toInt()
        val chance = if (of100 == 0) "fewer than 1 of 100" else "$of100 of 100"
        return "Severity with a massage: typically ${points(difference.points, times)} " +
            "(${points(difference.low, times)} to ${points(difference.high, times)}). " +
            "Chance alone makes a difference as large in $chance comparisons."
    }

    override fun week(
        from: String,
        said: String,
    ) = "Week from $from: $said."

    private fun points(
        points: Double,
        times: Times,
    ) = when {
        points < 0 -> "${times.mean(-points)} lower"
        points > 0 -> "${times.mean(points)} higher"
        else -> "the same"
    }
}
