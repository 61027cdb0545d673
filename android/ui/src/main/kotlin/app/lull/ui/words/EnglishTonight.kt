package app.lull.ui.words

import app.lull.core.Basis
import app.lull.core.DeviceChoice
import app.lull.core.Gate
import app.lull.core.Hindrance
import app.lull.core.Night
import app.lull.core.Overview
import app.lull.core.PlanReason

internal object EnglishTonight : TonightWords {
    override val title = "Tonight"
    override val reading = "Reading your diary"
    override val reminderAt = "Reminder at"
    override val noReminder = "No reminder tonight"
    override val why = "Why then"
    override val start = "Start the massage"
    override val another = "Another massage…"
    override val running = "A massage is running"
    override val symptomsStarted = "My legs have started"
    override val noted = "Noted. Tonight needs no reminder any more."
    override val skip = "Skip tonight"
    override val later = "15 min later"
    override val earlier = "15 min earlier"
    override val asUsual = "As usual again"
    override val understood = "Understood"
    override val keepHome = "The clock at home"
    override val followLocal = "The clock here"
    override val notSetUp = "You have not told Lull your bedtime yet, so this rests on assumptions."

    override fun asYesterday(time: String) = "No, at $time as last night"

    override fun onset(
        overview: Overview,
        times: Times,
    ): String {
        val plan = overview.plan
        val counted = times.time(plan.onset)
        val interval = plan.interval
        return when {
            interval != null -> "Legs start between ${times.time(interval.p10)} and ${times.time(interval.p90)} in 8 of 10 nights"
            plan.basis == Basis.OWN_ONSET -> "Legs usually start around $counted, as you said"
            else -> "Legs may start around $counted, from your bedtime"
        }
    }

    override fun reason(
        reason: PlanReason,
        times: Times,
    ): String =
        when (reason) {
            is PlanReason.FromBedtime ->
                "For most people symptoms start about ${hours(
                    reason.hoursBefore.toInt(),
                )} before bed, and you go to bed at ${times.time(reason.bedtime)}."
            is PlanReason.FromOwnOnset -> "You said your legs usually start at ${times.time(reason.onset)}."
            is PlanReason.FromDiary ->
                "In ${nights(reason.nights.toInt())} of your diary they started between ${times.time(reason.earliest)} and " +
                    "${times.time(reason.latest)}. The plan counts with an early start, because late is worse than early."
            is PlanReason.LaterThanYesterday ->
                "Later than the night before (${times.time(
                    reason.yesterday,
                )}): your last ${starts(reason.onsets.toInt())} were at or after ${times.time(reason.after)}."
            is PlanReason.EarlierThanYesterday ->
                "Earlier than the night before (${times.time(
                    reason.yesterday,
                )}): your last ${starts(reason.onsets.toInt())} were at or before ${times.time(reason.before)}."
            is PlanReason.StepLimited ->
                "The diary points to ${times.time(reason.wanted)}; a plan moves in steps, so tonight it is ${times.time(reason.to)}."
            is PlanReason.SessionsMoveOnset ->
                "The massage probably delayed or took away the symptoms on some of ${nights(reason.nights.toInt())}; those count less."
            is PlanReason.BodyClock ->
                "Your body has not caught up with the clock here: legs start about ${shift(reason.minutesLater.toInt())} by it."
            is PlanReason.Weekday -> "On evenings like this one they start about ${shift(reason.minutesLater.toInt())}."
            is PlanReason.NotEnoughNights ->
                "${nights(reason.observed.toInt())} with a known start so far; from ${reason.needed} on the plan rests on your diary."
            is PlanReason.Lead -> "The reminder comes ${reason.minutes} minutes before that."
            is PlanReason.ClampedToWindow ->
                "${times.time(reason.wanted)} is outside the hours you allow reminders in, so it comes at ${times.time(reason.to)}."
            is PlanReason.SkippedByPerson -> "You skipped this night."
            is PlanReason.ChosenByPerson -> "You chose ${times.time(reason.time)} for this night."
            is PlanReason.PinnedByPerson -> "You want the reminder at ${times.time(reason.time)} every evening."
            is PlanReason.Snoozed -> "You snoozed the reminder."
            is PlanReason.AlreadyBegun -> "Symptoms or a massage already began this night, so no reminder is needed."
            is PlanReason.QuietEvening -> "You want no reminder on this weekday."
            is PlanReason.RemindersOff -> "You turned the evening reminder off."
        }

    override fun device(overview: Overview) =
        when (overview.device) {
            is DeviceChoice.Simulated -> "On the simulated massager, to try things out"
            is DeviceChoice.SimulatedAt -> "On a simulated massager elsewhere, to try things out"
            is DeviceChoice.Manual -> "On a massager you switch yourself; Lull keeps the time"
            is DeviceChoice.Kept -> "On ${overview.deviceName ?: "a massager you have forgotten"}"
        }

    override fun hindrance(
        hindrance: Hindrance,
        times: Times,
        zone: String,
    ) = when (hindrance) {
        is Hindrance.Safety ->
            when (hindrance.gate) {
                is Gate.AskDoctorFirst -> "Please ask a doctor before the first massage."
                is Gate.NotAnswered, is Gate.Open -> "A few safety questions come before the first massage."
            }
        is Hindrance.NotTested ->
            if (hindrance.failed) {
                "It did not pass its last test, so no massage starts on it."
            } else {
                "Its ten-second test comes before the first massage."
            }
        is Hindrance.NoFailSafe -> "Nothing stops it without the phone. Take note of that first."
        is Hindrance.DeviceForgotten -> "This massager was forgotten. Choose another one."
        is Hindrance.Resting -> "Your legs rest until ${times.time(hindrance.until, zone)}."
        is Hindrance.NightCap -> "${hindrance.minutes} minutes of massage are enough for one night."
    }

    override fun toLog(
        night: Night,
        times: Times,
    ) = "How was ${times.night(night)}?"

    private fun nights(count: Int) = if (count == 1) "1 night" else "$count nights"

    private fun starts(count: Int) = if (count == 1) "start" else "$count starts"

    private fun hours(count: Int) = if (count == 1) "1 hour" else "$count hours"

    private fun shift(minutesLater: Int) = if (minutesLater < 0) "${-minutesLater} minutes earlier" else "$minutesLater minutes later"
}
