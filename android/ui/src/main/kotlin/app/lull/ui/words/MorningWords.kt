package app.lull.ui.words

import app.lull.core.Night

/** The words of the morning log. */
interface MorningWords {
    val title: String
    val symptoms: String
    val yes: String
    val no: String
    val dontKnow: String
    val onset: String
    val otherTime: String
    val thisTime: String
    val severity: String
    val severityEnds: String
    val sleep: String
    val sleepEnds: String
    val helped: String
    val somewhat: String
    val done: String
    val keptAtOnce: String

    fun night(
        night: Night,
        times: Times,
    ): String
}
