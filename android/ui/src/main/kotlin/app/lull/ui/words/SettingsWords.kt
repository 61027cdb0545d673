package app.lull.ui.words

import app.lull.core.Swipe
import app.lull.core.Travel
import app.lull.core.Weekday

/** The words of the settings. */
interface SettingsWords {
    val title: String
    val evening: String
    val remind: String
    val lead: String
    val earliest: String
    val latest: String
    val pinned: String
    val byPlan: String
    val announce: String
    val no: String
    val again: String
    val every: String
    val swiped: String
    val others: String
    val topUp: String
    val morningLog: String
    val safetyNet: String
    val openApp: String
    val quiet: String
    val fallback: String
    val asUsual: String
    val free: String
    val freeAbout: String
    val freeBedtime: String
    val freeRising: String
    val freeOnset: String
    val noOther: String
    val journey: String
    val strength: String
    val strengthAbout: String
    val thisPhone: String
    val thisPhoneAbout: String
    val loud: String
    val loudAbout: String
    val hidden: String
    val hiddenAbout: String

    fun minutes(minutes: Int) = "$minutes min"

    fun percent(percent: Int) = "$percent %"

    /** How often a reminder comes again. */
    fun times(times: Int): String

    fun swipe(swipe: Swipe): String

    fun day(day: Weekday): String

    /** The evening of that day. */
    fun evening(day: Weekday): String

    fun travel(travel: Travel): String
}
