package app.lull.ui.words

import app.lull.core.Hindrance
import app.lull.core.Night
import app.lull.core.Overview
import app.lull.core.PlanReason

/** The words of the first screen. */
interface TonightWords {
    val title: String
    val reading: String
    val reminderAt: String
    val noReminder: String
    val why: String
    val start: String
    val another: String
    val running: String
    val symptomsStarted: String
    val noted: String
    val skip: String
    val later: String
    val earlier: String
    val asUsual: String
    val understood: String
    val keepHome: String
    val followLocal: String
    val notSetUp: String

    fun asYesterday(time: String): String

    /** When symptoms may start: the interval where the diary carries one. */
    fun onset(
        overview: Overview,
        times: Times,
    ): String

    fun reason(
        reason: PlanReason,
        times: Times,
    ): String

    /** What a tap on Start drives. */
    fun device(overview: Overview): String

    fun hindrance(
        hindrance: Hindrance,
        times: Times,
        zone: String,
    ): String

    fun toLog(
        night: Night,
        times: Times,
    ): String
}
