package app.lull.ui.words

import app.lull.core.StepKind

/** The words of the calf stretches. */
interface StretchWords {
    val title: String
    val about: String
    val start: String
    val noDevice: String

    /** Name, and what to do, in the order they are done. */
    val stretches: List<Pair<String, String>>

    /** What to do now; the core numbers the stretches from 1. */
    fun how(step: StepKind): String? = (step as? StepKind.Stretch)?.let { stretches.getOrNull(it.exercise.toInt() - 1)?.second }
}

internal object EnglishStretch : StretchWords {
    override val title = "Stretches"
    override val about = "Three calf stretches of 45 seconds. Nothing should hurt; leave out what does."
    override val start = "Start the stretches"
    override val noDevice = "No massager runs meanwhile. Lull only keeps the time."
    override val stretches =
        listOf(
            "Wall stretch, straight knee" to
                "Hands on the wall, one foot back, its heel down and knee straight. Lean in until the calf pulls softly. Change legs half-way.",
            "Wall stretch, bent knee" to
                "The same stand, the back knee a little bent, heel still down: now it pulls lower in the calf. Change legs half-way.",
            "Seated stretch with a towel" to
                "Sit with straight legs, a towel around the balls of the feet. Draw it towards you, back straight, and breathe slowly.",
        )
}

internal object GermanStretch : StretchWords {
    override val title = "Dehnen"
    override val about = "Drei Dehnungen der Waden zu je 45 Sekunden. Nichts soll wehtun; lassen Sie weg, was es tut."
    override val start = "Dehnen beginnen"
    override val noDevice = "Dabei läuft kein Gerät. Lull hält nur die Zeit."
    override val stretches =
        listOf(
            "An der Wand, Knie gestreckt" to
                "Hände an die Wand, ein Fuß nach hinten, die Ferse am Boden, das Knie gestreckt. Lehnen Sie sich vor, bis die Wade sanft " +
                "zieht. Nach der Hälfte die Beine wechseln.",
            "An der Wand, Knie gebeugt" to
                "Derselbe Stand, das hintere Knie ein wenig gebeugt, die Ferse noch am Boden: Jetzt zieht es tiefer in der Wade. Nach der " +
                "Hälfte die Beine wechseln.",
            "Im Sitzen mit einem Handtuch" to
                "Setzen Sie sich mit gestreckten Beinen, ein Handtuch um die Fußballen. Ziehen Sie es zu sich, der Rücken gerade, und atmen " +
                "Sie langsam.",
        )
}
