package app.lull.ui.words

import app.lull.core.Night

internal object GermanMorning : MorningWords {
    override val title = "Morgens"
    override val symptoms = "Haben Ihre Beine Sie gestört?"
    override val yes = "Ja"
    override val no = "Nein"
    override val dontKnow = "Weiß nicht"
    override val onset = "Wann fing es an?"
    override val otherTime = "Andere Zeit"
    override val thisTime = "Diese Zeit nehmen"
    override val severity = "Wie schlimm war es im schlimmsten Moment?"
    override val severityEnds = "0 gar nicht · 10 so schlimm wie möglich"
    override val sleep = "Wie haben Sie geschlafen?"
    override val sleepEnds = "0 am schlechtesten · 10 am besten"
    override val helped = "Hat die Massage geholfen?"
    override val somewhat = "Etwas"
    override val done = "Fertig"
    override val keptAtOnce = "Jede Antwort wird beim Antippen behalten. Nichts muss beantwortet werden."

    override fun night(
        night: Night,
        times: Times,
    ) = "Die Nacht von ${times.night(night)}"
}
