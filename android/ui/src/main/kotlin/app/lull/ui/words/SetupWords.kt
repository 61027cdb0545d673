package app.lull.ui.words

import app.lull.core.Condition

/** The words of the set-up and of the safety check. */
interface SetupWords {
    val title: String
    val open: String
    val bedtime: String
    val rising: String
    val onset: String
    val onsetUnknown: String
    val change: String
    val lead: String
    val safety: String
    val safetyWhy: String
    val noneApplies: String
    val doctorAgreed: String
    val askDoctor: String
    val done: String

    fun minutes(minutes: Int): String

    fun condition(condition: Condition): String
}
