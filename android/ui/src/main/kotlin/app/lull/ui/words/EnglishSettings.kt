package app.lull.ui.words

import app.lull.core.Swipe
import app.lull.core.Travel
import app.lull.core.Weekday

internal object EnglishSettings : SettingsWords {
    override val title = "Settings"
    override val evening = "The evening reminder"
    override val remind = "Remind me before my legs start"
    override val lead = "How long before?"
    override val earliest = "Not earlier than"
    override val latest = "Not later than"
    override val pinned = "At a fixed time"
    override val byPlan = "No, as the plan says"
    override val announce = "Announce it a while before?"
    override val no = "No"
    override val again = "How often again, when you do not answer?"
    override val every = "How long until it comes again?"
    override val swiped = "When you swipe it away"
    override val others = "Other reminders"
    override val topUp = "At lights-out, for a short massage"
    override val morningLog = "In the morning, to log the night"
    override val safetyNet = "Daily at a fixed time, should Lull not have run for long"
    override val openApp = "To open Lull, before its reminders run out"
    override val quiet = "Evenings without a reminder"
    override val fallback = "Then at"
    override val asUsual = "As on an ordinary evening"
    override val free = "Evenings with other habits"
    override val freeAbout = "Such as Friday and Saturday, when the next day is free."
    override val freeBedtime = "On those, you go to bed at"
    override val freeRising = "After those, you get up at"
    override val freeOnset = "On those, your legs start at"
    override val noOther = "As on the others"
    override val journey = "Where the clock is another one than at home"
    override val strength = "How strong is the massage?"
    override val strengthAbout = "In percent of what the massager can do. It always begins low."
    override val thisPhone = "This phone"
    override val thisPhoneAbout = "What follows holds on this phone alone. No backup takes it along."
    override val loud = "Set the evening reminder as an alarm clock"
    override val loudAbout = "The phone then keeps to its minute even while it saves battery, and shows an alarm clock at its upper edge."
    override val hidden = "Hide Lull from screenshots"
    override val hiddenAbout = "Then nothing of it shows in the list of recent apps either."

    override fun times(times: Int) =
        when (times) {
            0 -> "Not again"
            1 -> "Once"
            else -> "$times times"
        }

    override fun swipe(swipe: Swipe) =
        when (swipe) {
            Swipe.SNOOZE -> "It comes again"
            Swipe.QUIET -> "It stays quiet"
        }

    override fun day(day: Weekday) =
        when (day) {
            Weekday.MONDAY -> "Monday"
            Weekday.TUESDAY -> "Tuesday"
            Weekday.WEDNESDAY -> "Wednesday"
            Weekday.THURSDAY -> "Thursday"
            Weekday.FRIDAY -> "Friday"
            Weekday.SATURDAY -> "Saturday"
            Weekday.SUNDAY -> "Sunday"
        }

    override fun evening(day: Weekday) = "${day(day)} evening"

    override fun travel(travel: Travel) =
        when (travel) {
            Travel.ASK -> "Ask me"
            Travel.FOLLOW_LOCAL -> "The clock there"
            Travel.KEEP_HOME -> "The clock at home"
        }
}
