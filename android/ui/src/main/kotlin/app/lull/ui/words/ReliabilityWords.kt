package app.lull.ui.words

import app.lull.core.Audit
import app.lull.core.Audited
import app.lull.core.CauseCount
import app.lull.ui.CheckKind
import app.lull.ui.CheckState
import app.lull.ui.Maker

/** The words of what stands in the way of reminders. */
interface ReliabilityWords {
    val title: String
    val allowed: String
    val fix: String
    val trial: String
    val trialAbout: String
    val trialStart: String
    val trialSet: String
    val trialRefused: String
    val fared: String
    val nothingDue: String

    fun check(kind: CheckKind): String

    fun state(state: CheckState): String

    /** What it is for and what to change. */
    fun advice(kind: CheckKind): String

    /** Whose phone it is, and what such phones do. */
    fun makerAbout(maker: Maker): String

    /** What to change there, in order. */
    fun makerSteps(maker: Maker): List<String>

    val makerAfter: String

    fun sum(audit: Audit): String

    fun cause(count: CauseCount): String

    /** One reminder and what became of it. */
    fun delivery(
        audited: Audited,
        times: Times,
        zone: String,
    ): String
}
