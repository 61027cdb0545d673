package app.lull.ui.words

/** The words about Lull itself. */
interface AboutWords {
    val title: String

    /** What it promises, and what it does not. */
    val promises: List<String>
    val licence: String
    val licenceAbout: String
    val others: String
    val othersAbout: String
}

internal object EnglishAbout : AboutWords {
    override val title = "About Lull"
    override val promises =
        listOf(
            "Lull reminds you before your legs usually start, runs your massager and ends it, and keeps a diary.",
            "It does not treat, and it finds no diagnosis. What worries you belongs with a doctor.",
            "Nothing leaves this phone unless you send it: no account, no internet, no analytics.",
        )
    override val licence = "Free software"
    override val licenceAbout = "Lull itself is under the MIT or the Apache-2.0 licence, whichever you choose."
    override val others = "The work of others"
    override val othersAbout = "Each of them stands on more; their full texts come with the source."
}

internal object GermanAbout : AboutWords {
    override val title = "Über Lull"
    override val promises =
        listOf(
            "Lull erinnert, bevor Ihre Beine meist anfangen, lässt Ihr Massagegerät laufen und beendet es, und führt ein Tagebuch.",
            "Es behandelt nicht und stellt keine Diagnose. Was Ihnen Sorgen macht, gehört zu einer Ärztin oder einem Arzt.",
            "Nichts verlässt dieses Telefon, wenn Sie es nicht senden: kein Konto, kein Internet, keine Auswertung.",
        )
    override val licence = "Freie Software"
    override val licenceAbout = "Lull selbst steht unter der MIT- oder der Apache-2.0-Lizenz, wie Sie wollen."
    override val others = "Die Arbeit anderer"
    override val othersAbout = "Jede davon steht auf weiteren; deren volle Texte liegen beim Quelltext."
}
