package app.lull.ui.words

import app.lull.core.NightRecord
import app.lull.core.Onset
import app.lull.core.Symptoms

internal object GermanDiary : DiaryWords {
    override val title = "Tagebuch"
    override val nothingYet =
        "Von diesen Nächten steht nichts im Tagebuch. Woran Sie sich erinnern, lässt sich nachtragen; auch „keine Beschwerden“ ist eine Antwort."
    override val nothing = "Nichts eingetragen"
    override val log = "Eintragen"
    override val change = "Ändern"
    override val noSymptoms = "Keine Beschwerden"
    override val takeOut = "Herausnehmen"
    override val undo = "Rückgängig"
    override val earlier = "Frühere Nächte"
    override val later = "Spätere Nächte"

    override fun going(night: String) = "$night wird aus dem Tagebuch genommen, auch die Massagen dieser Nacht, sobald Sie diese Liste verlassen."

    override fun told(
        record: NightRecord,
        times: Times,
    ): String {
        val entry = record.entry
        val told =
            listOfNotNull(
                when (entry.symptoms) {
                    Symptoms.YES -> null
                    Symptoms.NO -> "Keine Beschwerden"
                    Symptoms.UNKNOWN -> "Beschwerden: weiß nicht"
                    null -> null
                },
                when (val onset = entry.onset) {
                    is Onset.At -> "Beginn ${times.time(onset.time)}"
                    is Onset.DontKnow -> "Beginn unbekannt"
                    null -> "Beschwerden".takeIf { entry.symptoms == Symptoms.YES }
                },
                entry.severity?.let { "Stärke $it" },
                entry.sleepQuality?.let { "Schlaf $it" },
                entry.gotUp?.let { if (it == 0u.toUByte()) "nicht aufgestanden" else "$it× aufgestanden" },
                massages(record),
            ) + GermanNight.told(entry)
        return if (told.isEmpty()) nothing else told.joinToString(" · ")
    }

    private fun massages(record: NightRecord) =
        when (val count = record.sessions.size) {
            0 -> null
            1 -> "Massage von ${record.sessions.single().minutes} min"
            else -> "$count Massagen"
        }
}
