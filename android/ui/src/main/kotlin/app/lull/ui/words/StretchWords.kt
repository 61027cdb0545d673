package app.lull.ui.words

/** One stretch in words: its name, what to do, and what its drawing shows to whoever cannot see it. */
data class StretchGuide(
    val name: String,
    val how: String,
    val drawing: String,
)

/** The words of the calf stretches. */
interface StretchWords {
    val title: String
    val start: String
    val noDevice: String

    /** In the order they are done. */
    val stretches: List<StretchGuide>

    fun about(count: UInt): String

    fun hold(seconds: UInt): String

    /** The core numbers the stretches from 1. */
    fun guide(exercise: UByte): StretchGuide? = stretches.getOrNull(exercise.toInt() - 1)
}

internal object EnglishStretch : StretchWords {
    override val title = "Stretches"
    override val start = "Start the stretches"
    override val noDevice = "No massager runs meanwhile. Lull only keeps the time."
    override val stretches =
        listOf(
            StretchGuide(
                "Wall stretch, straight knee",
                "Hands on the wall, one foot back, its heel down and knee straight. Lean in until the calf pulls softly. Change legs half-way.",
                "A person leans with both hands on a wall. The back leg is straight, its heel on the floor; the front knee is bent. A dotted " +
                    "line marks the calf that is stretched.",
            ),
            StretchGuide(
                "Wall stretch, bent knee",
                "The same stand, the back knee a little bent, heel still down: now it pulls lower in the calf. Change legs half-way.",
                "The same stand at the wall, the back knee a little bent, its heel still on the floor. A dotted line marks the lower calf that " +
                    "is stretched.",
            ),
            StretchGuide(
                "Seated stretch with a towel",
                "Sit with straight legs, a towel around the balls of the feet. Draw it towards you, back straight, and breathe slowly.",
                "A person sits on the floor, legs and back straight. A towel goes around the balls of the feet and is drawn towards the body. " +
                    "A dotted line marks the calves.",
            ),
        )

    override fun about(count: UInt) = "${counted(count, "calf stretch", "calf stretches")}. Nothing should hurt; leave out what does."

    override fun hold(seconds: UInt) = counted(seconds, "second", "seconds")
}

internal object GermanStretch : StretchWords {
    override val title = "Dehnen"
    override val start = "Dehnen beginnen"
    override val noDevice = "Dabei läuft kein Gerät. Lull hält nur die Zeit."
    override val stretches =
        listOf(
            StretchGuide(
                "An der Wand, Knie gestreckt",
                "Hände an die Wand, ein Fuß nach hinten, die Ferse am Boden, das Knie gestreckt. Lehnen Sie sich vor, bis die Wade sanft " +
                    "zieht. Nach der Hälfte die Beine wechseln.",
                "Jemand lehnt sich mit beiden Händen an eine Wand. Das hintere Bein ist gestreckt, die Ferse am Boden; das vordere Knie ist " +
                    "gebeugt. Eine gepunktete Linie zeigt die Wade, die gedehnt wird.",
            ),
            StretchGuide(
                "An der Wand, Knie gebeugt",
                "Derselbe Stand, das hintere Knie ein wenig gebeugt, die Ferse noch am Boden: Jetzt zieht es tiefer in der Wade. Nach der " +
                    "Hälfte die Beine wechseln.",
                "Derselbe Stand an der Wand, das hintere Knie ein wenig gebeugt, die Ferse noch am Boden. Eine gepunktete Linie zeigt den " +
                    "unteren Teil der Wade, der gedehnt wird.",
            ),
            StretchGuide(
                "Im Sitzen mit einem Handtuch",
                "Setzen Sie sich mit gestreckten Beinen, ein Handtuch um die Fußballen. Ziehen Sie es zu sich, der Rücken gerade, und atmen " +
                    "Sie langsam.",
                "Jemand sitzt auf dem Boden, Beine und Rücken gerade. Ein Handtuch liegt um die Fußballen und wird zum Körper gezogen. Eine " +
                    "gepunktete Linie zeigt die Waden.",
            ),
        )

    override fun about(count: UInt) = "${counted(count, "Dehnung", "Dehnungen")} der Waden. Nichts soll wehtun; lassen Sie weg, was es tut."

    override fun hold(seconds: UInt) = counted(seconds, "Sekunde", "Sekunden")
}
