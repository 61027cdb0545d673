package app.lull.ui.words

import app.lull.core.Advice
import app.lull.core.Card
import app.lull.core.CardText
import app.lull.core.Evidence
import app.lull.core.FlagKind

/** The words of what is worth a doctor's look. Every advice sends to a doctor; none says what somebody has. */
interface DoctorWords {
    val title: String
    val none: String
    val noDiagnosis: String
    val toReport: String
    val goodToKnow: String

    fun flag(kind: FlagKind): String

    fun advice(advice: Advice): String

    /** The numbers behind a flag. */
    fun evidence(
        evidence: Evidence,
        times: Times,
    ): String

    /** The core's own text in this language. */
    fun card(card: Card): CardText

    /** How sure a card is, and where it is from. */
    fun source(card: Card): String
}
