package app.lull.ui.words

import app.lull.core.Advice
import app.lull.core.Card
import app.lull.core.Evidence
import app.lull.core.FlagKind
import app.lull.core.PatternShift
import app.lull.core.Sure
import kotlin.math.roundToLong

internal object GermanDoctor : DoctorWords {
    override val title = "Einen ärztlichen Blick wert"
    override val none =
        "Nichts fällt auf. Das heißt nur, dass keine Regel ihr Muster im Tagebuch fand: Wenn Ihnen etwas Sorgen macht, sprechen Sie " +
            "mit Ihrer Ärztin oder Ihrem Arzt darüber."
    override val noDiagnosis = "Das sind Muster in Ihrem Tagebuch, keine Diagnose."
    override val toReport = "Eine Seite zum Mitnehmen"
    override val goodToKnow = "Gut zu wissen"

    override fun flag(kind: FlagKind) =
        when (kind) {
            FlagKind.WORSE_AFTER_SESSIONS -> "Schlimmer in Nächten mit Massage"
            FlagKind.PREGNANCY -> "Schwangerschaft"
            FlagKind.AUGMENTATION -> "Früher und weiter ausgebreitet unter Ihrem Medikament"
            FlagKind.PATTERN_CHANGED -> "Ihr Muster am Abend hat sich geändert"
            FlagKind.LOW_MOOD -> "Zwei Wochen gedrückte Stimmung"
            FlagKind.SLEEP_PREVENTED -> "Schlaf in den meisten Nächten verhindert"
            FlagKind.DAYTIME_SYMPTOMS -> "Beschwerden am Tag, in Ruhe"
            FlagKind.NIGHT_WALKING -> "Nachts auf wegen der Beine"
            FlagKind.NO_IMPROVEMENT -> "Keine Besserung nach vier Wochen"
            FlagKind.LOW_IRON -> "Eisenspeicher eher niedrig"
            FlagKind.IRON_NOT_TESTED -> "Eisen seit einem Jahr nicht untersucht"
            FlagKind.MEDICINE_MAY_WORSEN -> "Ein Medikament, das es bei manchen verschlimmert"
        }

    override fun advice(advice: Advice) =
        when (advice) {
            Advice.DISCUSS -> "Bitte ärztlich besprechen."
            Advice.WATCH -> "Nur ein einzelnes Zeichen: im Auge behalten und ärztlich besprechen, wenn es so weitergeht."
            Advice.STOP_AND_ASK -> "Vorerst keine Massagen; bitte ärztlich besprechen, bevor Sie weitermachen."
            Advice.ASK_DO_NOT_STOP -> "Bitte ärztlich besprechen. Kein Medikament von sich aus absetzen oder ändern."
            Advice.TALK_TO_SOMEBODY ->
                "Bitte bald ärztlich besprechen. Wenn Sie daran denken, sich etwas anzutun, rufen Sie jetzt den Notruf (112 in Europa) " +
                    "oder eine Krisenhilfe an."
        }

    override fun evidence(
        evidence: Evidence,
        times: Times,
    ): String =
        when (evidence) {
            is Evidence.Nights -> "In ${evidence.found} der letzten ${evidence.of} Nächte."
            is Evidence.Means ->
                "Mittlere Stärke ${times.mean(evidence.before)} vorher und ${times.mean(evidence.after)} nach ${evidence.weeks} Wochen."
            is Evidence.Sides ->
                "Mittlere Stärke ${times.mean(evidence.with)} in Nächten mit Massage und ${times.mean(evidence.without)} in Nächten ohne, " +
                    "zwei Wochen hintereinander. Vielleicht fallen Massagen einfach auf schlechte Abende."
            is Evidence.Iron -> iron(evidence, times)
            is Evidence.LastTest -> {
                val last = evidence.date?.let { "Die letzte Untersuchung hier ist vom ${times.date(it)}." } ?: "Hier steht keine Untersuchung."
                "$last Eine Leitlinie rät zu regelmäßigen Untersuchungen."
            }
            is Evidence.Medicine ->
                "${evidence.name} (${GermanMedicines.kind(evidence.`class`)}) gehört zu einer Gruppe, die unruhige Beine bei manchen " +
                    "verschlimmern kann."
            is Evidence.Mood -> "Stimmung um ${evidence.median.roundToLong()} von 10 an ${evidence.days} Tagen."
            is Evidence.Pattern -> pattern(evidence.shift)
            is Evidence.Said -> "Das haben Sie gesagt: Massagen nur, wenn Ihre Frauenärztin oder Ihr Frauenarzt einverstanden ist."
        }

    override fun card(card: Card) = card.de

    override fun source(card: Card): String {
        val sure =
            when (card.sure) {
                Sure.WELL_SUPPORTED -> "gut belegt"
                Sure.GOOD_PRACTICE -> "gute Praxis, nicht in Studien geprüft"
                Sure.SOME_SUPPORT -> "teilweise belegt"
                Sure.WEAK -> "schwach belegt"
            }
        return "Wie sicher: $sure. Quelle: ${card.source}."
    }

    private fun iron(
        iron: Evidence.Iron,
        times: Times,
    ): String {
        val values =
            listOfNotNull(
                iron.ferritinTenths?.let { "Ferritin ${times.tenths(it)} ng/ml" },
                iron.tsatTenths?.let { "Transferrinsättigung ${times.tenths(it)} %" },
            )
        return "${values.joinToString(", ")} am ${times.date(iron.date)}. Eine Leitlinie schaut ab 75 ng/ml oder unter 20 % genauer hin; " +
            "diese Grenzen sind nicht in Studien geprüft, und Labore messen verschieden. Kein Eisen ohne ärztlichen Rat."
    }

    private fun pattern(shift: PatternShift): String {
        val signs =
            listOfNotNull(
                "Beschwerden beginnen ${shift.earlierMinutes.roundToLong()} min früher als einen Monat davor",
                "Arme oder Rumpf sind neu dazugekommen".takeIf { shift.spread },
                "die halbe Ruhe löst sie aus".takeIf { shift.shorterRest },
                "sie sind um zwei Punkte oder mehr stärker".takeIf { shift.stronger },
            )
        return "${signs.joinToString(", ")}."
    }
}
