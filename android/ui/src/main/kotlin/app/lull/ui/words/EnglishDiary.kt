package app.lull.ui.words

import app.lull.core.NightRecord
import app.lull.core.Onset
import app.lull.core.Symptoms

internal object EnglishDiary : DiaryWords {
    override val title = "Diary"
    override val nothingYet = "Nothing is kept of these nights. What you remember can be filled in; “no symptoms” is an answer too."
    override val nothing = "Nothing logged"
    override val log = "Log"
    override val change = "Change"
    override val noSymptoms = "No symptoms"
    override val takeOut = "Take out"
    override val undo = "Undo"
    override val earlier = "Earlier nights"
    override val later = "Later nights"

    override fun going(night: String) = "$night is taken out of the diary, its massages too, when you leave this list."

    override fun told(
        record: NightRecord,
        times: Times,
    ): String {
        val entry = record.entry
        val told =
            listOfNotNull(
                when (entry.symptoms) {
                    Symptoms.YES -> null
                    Symptoms.NO -> "No symptoms"
                    Symptoms.UNKNOWN -> "Symptoms: don't know"
                    null -> null
                },
                when (val onset = entry.onset) {
                    is Onset.At -> "Started ${times.time(onset.time)}"
                    is Onset.DontKnow -> "Started, time unknown"
                    null -> "Symptoms".takeIf { entry.symptoms == Symptoms.YES }
                },
                entry.severity?.let { "severity $it" },
                entry.sleepQuality?.let { "sleep $it" },
                entry.gotUp?.let { gotUp(it.toInt()) },
                massages(record),
            ) + EnglishNight.told(entry)
        return if (told.isEmpty()) nothing else told.joinToString(" · ")
    }

    private fun gotUp(times: Int) =
        when (times) {
            0 -> "did not get up"
            1 -> "got up once"
            else -> "got up $times times"
        }

    private fun massages(record: NightRecord) =
        when (val count = record.sessions.size) {
            0 -> null
            1 -> "massage of ${record.sessions.single().minutes} min"
            else -> "$count massages"
        }
}
