package app.lull.ui.words

import app.lull.core.Advice
import app.lull.core.Card
import app.lull.core.Evidence
import app.lull.core.FlagKind
import app.lull.core.PatternShift
import app.lull.core.Sure
import kotlin.math.roundToLong

internal object EnglishDoctor : DoctorWords {
    override val title = "Worth a doctor's look"
    override val none =
        "Nothing stands out. That means that no rule found its pattern in what was logged, and nothing more: if something worries " +
            "you, discuss it with your doctor."
    override val noDiagnosis = "These are patterns in your diary, not a diagnosis."
    override val toReport = "A page to bring along"
    override val goodToKnow = "Good to know"

    override fun flag(kind: FlagKind) =
        when (kind) {
            FlagKind.WORSE_AFTER_SESSIONS -> "Worse on nights with a massage"
            FlagKind.PREGNANCY -> "Pregnancy"
            FlagKind.AUGMENTATION -> "Earlier and further under your medicine"
            FlagKind.PATTERN_CHANGED -> "Your evening pattern changed"
            FlagKind.LOW_MOOD -> "Low mood for two weeks"
            FlagKind.SLEEP_PREVENTED -> "Sleep prevented on most nights"
            FlagKind.DAYTIME_SYMPTOMS -> "Symptoms by day, at rest"
            FlagKind.NIGHT_WALKING -> "Up at night because of your legs"
            FlagKind.NO_IMPROVEMENT -> "No improvement after four weeks"
            FlagKind.LOW_IRON -> "Iron stores on the low side"
            FlagKind.IRON_NOT_TESTED -> "Iron not tested for a year"
            FlagKind.MEDICINE_MAY_WORSEN -> "A medicine that can make it worse for some"
        }

    override fun advice(advice: Advice) =
        when (advice) {
            Advice.DISCUSS -> "Discuss with your doctor."
            Advice.WATCH -> "One sign only: keep an eye on it, and discuss with your doctor if it goes on."
            Advice.STOP_AND_ASK -> "Stop the massages for now and discuss with your doctor before going on."
            Advice.ASK_DO_NOT_STOP -> "Discuss with your doctor. Do not stop or change a medicine on your own."
            Advice.TALK_TO_SOMEBODY ->
                "Discuss with your doctor soon. If you think of harming yourself, call your local emergency number (112 in Europe, " +
                    "911 or 988 in the United States) or a crisis line now."
        }

    override fun evidence(
        evidence: Evidence,
        times: Times,
    ): String =
        when (evidence) {
            is Evidence.Nights -> "On ${evidence.found} of the last ${nights(evidence.of)}."
            is Evidence.Means ->
                "Mean severity ${times.mean(evidence.before)} before and ${times.mean(evidence.after)} after ${evidence.weeks} weeks."
            is Evidence.Sides ->
                "Mean severity ${times.mean(evidence.with)} on nights with a massage and ${times.mean(evidence.without)} on nights " +
                    "without, two weeks running. Massages may simply fall on bad evenings."
            is Evidence.Iron -> iron(evidence, times)
            is Evidence.LastTest -> {
                val last = evidence.date?.let { "The last test kept here is of ${times.date(it)}." } ?: "No test is kept here."
                "$last A guideline advises regular tests."
            }
            is Evidence.Medicine ->
                "${evidence.name} (${EnglishMedicines.kind(evidence.`class`)}) is of a class that can make restless legs worse for some people."
            is Evidence.Mood -> "Mood around ${evidence.median.roundToLong()} of 10 on ${evidence.days} days."
            is Evidence.Pattern -> pattern(evidence.shift)
            is Evidence.Said -> "You said so: massages only after your obstetrician agreed."
        }

    override fun card(card: Card) = card.en

    override fun source(card: Card): String {
        val sure =
            when (card.sure) {
                Sure.WELL_SUPPORTED -> "well supported"
                Sure.GOOD_PRACTICE -> "good practice, not tested in trials"
                Sure.SOME_SUPPORT -> "some support"
                Sure.WEAK -> "weak"
            }
        return "How sure: $sure. Source: ${card.source}."
    }

    private fun iron(
        iron: Evidence.Iron,
        times: Times,
    ): String {
        val values =
            listOfNotNull(
                iron.ferritinTenths?.let { "Ferritin ${times.tenths(it)} ng/mL" },
                iron.tsatTenths?.let { "transferrin saturation ${times.tenths(it)} %" },
            )
        return "${values.joinToString(", ")} on ${times.date(iron.date)}. A guideline looks closer from 75 ng/mL or below 20 % on; these " +
            "limits have not been tested in trials, and assays differ. No iron without a doctor."
    }

    private fun pattern(shift: PatternShift): String {
        val signs =
            listOfNotNull(
                "Symptoms start ${shift.earlierMinutes.roundToLong()} min earlier than a month before",
                "arms or trunk are new".takeIf { shift.spread },
                "half the rest brings them on".takeIf { shift.shorterRest },
                "they are two points stronger or more".takeIf { shift.stronger },
            )
        return "${signs.joinToString(", ")}."
    }

    private fun nights(count: UInt) = if (count == 1u) "night" else "$count nights"
}
