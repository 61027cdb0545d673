package app.lull.ui.words

import app.lull.core.Condition

internal object EnglishSetup : SetupWords {
    override val title = "About your evenings"
    override val open = "Set up Lull"
    override val bedtime = "You go to bed at"
    override val rising = "You get up at"
    override val onset = "Your legs usually start at"
    override val onsetUnknown = "I don't know"
    override val change = "Change"
    override val lead = "How long before that shall Lull remind you?"
    override val safety = "Safety check"
    override val safetyWhy = "Makers of massagers ask some people to see a doctor first. Does any of these apply to you?"
    override val noneApplies = "None of these applies"
    override val doctorAgreed = "A doctor agreed to massage"
    override val askDoctor = "Please ask a doctor before the first massage. Reminders and the diary work all the same."
    override val done = "Done"

    override fun minutes(minutes: Int) = "$minutes min"

    override fun condition(condition: Condition) =
        when (condition) {
            Condition.PREGNANCY -> "Pregnancy"
            Condition.BLOOD_CLOTS -> "Blood clots, deep vein thrombosis, a swollen leg"
            Condition.ACTIVE_IMPLANT -> "A pacemaker or another active implant"
            Condition.BROKEN_SKIN -> "Open or inflamed skin on the legs"
            Condition.NEUROPATHY -> "Numb feet or neuropathy, also from diabetes"
            Condition.RECENT_SURGERY_OR_FRACTURE -> "Recent surgery, a fracture, metal or a new joint"
            Condition.EPILEPSY -> "Epilepsy"
            Condition.BLEEDING_OR_HEART -> "Blood thinners, a bleeding disorder, heart disease or very high blood pressure"
        }
}
