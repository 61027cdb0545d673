package app.lull.ui.words

import app.lull.core.AlarmKind
import app.lull.core.Audit
import app.lull.core.Audited
import app.lull.core.Cause
import app.lull.core.CauseCount
import app.lull.core.Fate
import app.lull.ui.CheckKind
import app.lull.ui.CheckState
import app.lull.ui.Maker

internal object EnglishReliability : ReliabilityWords {
    override val title = "Will reminders come?"
    override val allowed = "What this phone allows"
    override val fix = "Change it"
    override val trial = "See one come"
    override val trialAbout = "A test reminder takes the way every reminder takes. Lock the phone, put it down, and see whether it comes."
    override val trialStart = "Remind me in one minute"
    override val trialSet = "Set. It comes in one minute."
    override val trialRefused = "The phone refused it. What is said to be in the way above is the likely reason."
    override val fared = "How the last four weeks went"
    override val nothingDue = "No evening reminder was due yet. From the first one on, this shows whether each came on time."

    override fun check(kind: CheckKind) =
        when (kind) {
            CheckKind.NOTIFICATIONS -> "Notifications"
            CheckKind.EXACT_ALARMS -> "Exact alarms"
            CheckKind.BACKGROUND -> "Running in the background"
            CheckKind.BATTERY -> "Battery saving"
            CheckKind.BLUETOOTH -> "Bluetooth"
            CheckKind.DO_NOT_DISTURB -> "Do not disturb"
            CheckKind.MAKER -> "The maker's own settings"
        }

    override fun state(state: CheckState) =
        when (state) {
            CheckState.OK -> "fine"
            CheckState.HINDERS -> "in the way"
            CheckState.UNKNOWN -> "the phone does not say"
        }

    override fun advice(kind: CheckKind) =
        when (kind) {
            CheckKind.NOTIFICATIONS -> "Without them no reminder can be shown."
            CheckKind.EXACT_ALARMS -> "Without them reminders are set earlier and may still come late."
            CheckKind.BACKGROUND -> "Without it reminders may never come."
            CheckKind.BATTERY -> "Let Lull run without restriction; it uses very little."
            CheckKind.BLUETOOTH -> "A massager with Bluetooth cannot be reached without it. Reminders come all the same."
            CheckKind.DO_NOT_DISTURB -> "It may keep a reminder silent in the evening. Let Lull through."
            CheckKind.MAKER -> "Some makers stop apps on their own. Look for auto-start and sleeping apps, and allow Lull."
        }

    override fun makerAbout(maker: Maker) = EnglishMakers.about(maker)

    override fun makerSteps(maker: Maker) = EnglishMakers.steps(maker)

    override val makerAfter = EnglishMakers.AFTER

    override fun sum(audit: Audit): String {
        val late =
            when (audit.late) {
                0u -> "none late"
                1u -> "1 late by ${audit.worstDelayMinutes} min"
                else -> "${audit.late} late, at worst by ${audit.worstDelayMinutes} min"
            }
        return "${audit.onTime} on time, $late, ${audit.missed} missed"
    }

    override fun cause(count: CauseCount): String {
        val why =
            when (count.cause) {
                Cause.NOTIFICATIONS_OFF -> "notifications were off"
                Cause.BACKGROUND_RESTRICTED -> "Lull may not run in the background"
                Cause.EXACT_ALARMS_OFF -> "exact alarms are not allowed"
                Cause.FORCE_STOPPED -> "Lull was stopped by force"
                Cause.PHONE_OFF -> "the phone was off"
                Cause.UPDATED -> "Lull was updated"
                Cause.CLOCK_CHANGED -> "the clock was changed"
                Cause.REFUSED -> "the phone refused the reminder"
                Cause.UNKNOWN -> "why is not known"
            }
        val spoilt = listOfNotNull("${count.late} late".takeIf { count.late > 0u }, "${count.missed} missed".takeIf { count.missed > 0u })
        return "${spoilt.joinToString(", ")}: $why"
    }

    override fun delivery(
        audited: Audited,
        times: Times,
        zone: String,
    ): String {
        val delivery = audited.delivery
        val came =
            when (val fate = audited.fate) {
                is Fate.Late -> "came ${fate.minutes} min late"
                is Fate.Missed -> if (delivery.refused) "refused by the phone" else "did not come"
                is Fate.Open -> "still to come"
                is Fate.OnTime -> "came on time"
                is Fate.Answered -> "was answered, and not seen to come"
                is Fate.Replaced -> "refused by the phone, which took another"
                is Fate.Untold -> "the phone does not tell whether it came"
            }
        return "${times.night(delivery.night)}, ${alarm(delivery.kind)} of ${times.time(delivery.planned, zone)}: $came"
    }

    private fun alarm(kind: AlarmKind) =
        when (kind) {
            AlarmKind.EVENING -> "reminder"
            AlarmKind.REPEAT -> "repetition"
            AlarmKind.PRE_NOTICE -> "announcement"
            AlarmKind.TOP_UP -> "lights-out reminder"
            AlarmKind.MORNING_LOG -> "morning log"
            AlarmKind.SAFETY_NET -> "safety net"
            AlarmKind.OPEN_APP -> "request to open Lull"
        }
}
