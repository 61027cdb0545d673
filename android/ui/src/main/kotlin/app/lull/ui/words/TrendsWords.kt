package app.lull.ui.words

import app.lull.core.Difference
import app.lull.core.NightGroup
import app.lull.core.Sessions
import app.lull.core.Trends

/** The words of the trends. */
interface TrendsWords {
    val title: String
    val howFar: String
    val nothingYet: String
    val onset: String
    val noOnset: String
    val severity: String
    val noSeverity: String
    val severityLegend: String
    val sleep: String
    val noSleep: String
    val sleepLegend: String
    val sessions: String
    val beside: String
    val withSession: String
    val withoutSession: String
    val besideCaution: String

    /** Of a week without a value. */
    val notLogged: String

    fun nights(count: Int): String

    fun logged(trends: Trends): String

    /** Between what times half of the nights lay. */
    fun half(
        from: String,
        to: String,
        nights: Int,
    ): String

    /** From onset to lights-out; negative is after it. */
    fun beforeBed(minutes: Double): String

    /** How onset moved; negative is earlier. */
    fun moving(minutesPerWeek: Double): String

    fun onsetLegend(
        from: String,
        to: String,
    ): String

    fun ofTen(points: String): String

    fun gotUp(nights: Int): String

    fun sessionsOf(sessions: Sessions): String

    fun side(
        group: NightGroup,
        times: Times,
    ): String

    /** Severity with a massage beside without. */
    fun difference(
        difference: Difference?,
        times: Times,
    ): String

    /** One week of a chart, as it is read out. */
    fun week(
        from: String,
        said: String,
    ): String
}
