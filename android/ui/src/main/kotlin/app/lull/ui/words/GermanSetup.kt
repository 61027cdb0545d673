package app.lull.ui.words

import app.lull.core.Condition

internal object GermanSetup : SetupWords {
    override val title = "Über Ihre Abende"
    override val open = "Lull einrichten"
    override val bedtime = "Sie gehen ins Bett um"
    override val rising = "Sie stehen auf um"
    override val onset = "Ihre Beine fangen meist an um"
    override val onsetUnknown = "Weiß ich nicht"
    override val change = "Ändern"
    override val lead = "Wie lange davor soll Lull Sie erinnern?"
    override val safety = "Fragen zur Sicherheit"
    override val safetyWhy =
        "Hersteller von Massagegeräten bitten manche, vorher eine Ärztin oder einen Arzt zu fragen. Trifft etwas davon auf Sie zu?"
    override val noneApplies = "Nichts davon trifft zu"
    override val doctorAgreed = "Eine Ärztin oder ein Arzt ist einverstanden"
    override val askDoctor =
        "Bitte fragen Sie vor der ersten Massage eine Ärztin oder einen Arzt. Erinnerungen und Tagebuch gehen trotzdem."
    override val done = "Fertig"

    override fun minutes(minutes: Int) = "$minutes min"

    override fun condition(condition: Condition) =
        when (condition) {
            Condition.PREGNANCY -> "Schwangerschaft"
            Condition.BLOOD_CLOTS -> "Blutgerinnsel, tiefe Venenthrombose, ein geschwollenes Bein"
            Condition.ACTIVE_IMPLANT -> "Ein Herzschrittmacher oder ein anderes aktives Implantat"
            Condition.BROKEN_SKIN -> "Offene oder entzündete Haut an den Beinen"
            Condition.NEUROPATHY -> "Taube Füße oder Neuropathie, auch durch Diabetes"
            Condition.RECENT_SURGERY_OR_FRACTURE -> "Eine Operation oder ein Bruch vor kurzem, Metall, ein neues Gelenk"
            Condition.EPILEPSY -> "Epilepsie"
            Condition.BLEEDING_OR_HEART -> "Blutverdünner, eine Blutungsneigung, eine Herzkrankheit oder sehr hoher Blutdruck"
        }
}
