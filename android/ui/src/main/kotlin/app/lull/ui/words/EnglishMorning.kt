package app.lull.ui.words

import app.lull.core.Night

internal object EnglishMorning : MorningWords {
    override val title = "Morning log"
    override val symptoms = "Did your legs bother you?"
    override val yes = "Yes"
    override val no = "No"
    override val dontKnow = "Don't know"
    override val onset = "When did it start?"
    override val otherTime = "Other time"
    override val thisTime = "Take this time"
    override val severity = "How bad was it at its worst?"
    override val severityEnds = "0 not at all · 10 as bad as it gets"
    override val sleep = "How did you sleep?"
    override val sleepEnds = "0 worst · 10 best"
    override val helped = "Did the massage help?"
    override val somewhat = "Somewhat"
    override val done = "Done"
    override val keptAtOnce = "Every answer is kept as you tap it. Nothing has to be answered."

    override fun night(
        night: Night,
        times: Times,
    ) = "The night of ${times.night(night)}"
}
