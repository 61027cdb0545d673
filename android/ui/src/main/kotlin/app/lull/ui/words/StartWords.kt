package app.lull.ui.words

import app.lull.core.HoldLevel
import app.lull.core.HoldReason
import app.lull.core.OfferedMassage
import app.lull.core.ProgramKind

/** The words of a massage that no reminder asked for. */
interface StartWords {
    val title: String
    val which: String
    val legs: String
    val legsEnds: String
    val afterBath: String

    /** What it is for, and how long it lasts. */
    fun massage(offered: OfferedMassage): String

    /** How strongly it will hold, and why. */
    fun holds(hold: HoldLevel): String
}

internal object EnglishStart : StartWords {
    override val title = "Another massage"
    override val which = "Which massage?"
    override val legs = "How do your legs feel now?"
    override val legsEnds = "0 good · 10 as bad as it gets. You need not say."
    override val afterBath = "After a warm bath"

    override fun massage(offered: OfferedMassage): String {
        val meant =
            when (offered.program) {
                ProgramKind.EVENING -> "Before symptoms"
                ProgramKind.TOP_UP -> "At lights-out"
                ProgramKind.ACUTE -> "In the night"
                ProgramKind.STRETCH -> EnglishStretch.title
                ProgramKind.DEVICE_TEST -> "A test of the massager"
            }
        val minutes = counted(offered.minutes.toUInt(), "minute", "minutes")
        return listOfNotNull(meant, "quiet".takeIf { offered.isQuiet }, minutes).joinToString()
    }

    override fun holds(hold: HoldLevel) =
        when (val reason = hold.reason) {
            is HoldReason.Chosen -> "Holds ${hold.level} %, the strength you chose."
            is HoldReason.LegsNow -> "Holds ${hold.level} %, because of how your legs feel."
            is HoldReason.HelpedBefore -> "Holds ${hold.level} %, which helped ${counted(reason.sessions, "time", "times")} with legs like now."
        }
}

internal object GermanStart : StartWords {
    override val title = "Andere Massage"
    override val which = "Welche Massage?"
    override val legs = "Wie fühlen sich Ihre Beine jetzt an?"
    override val legsEnds = "0 gut · 10 so schlimm wie möglich. Sie müssen es nicht sagen."
    override val afterBath = "Nach einem warmen Bad"

    override fun massage(offered: OfferedMassage): String {
        val meant =
            when (offered.program) {
                ProgramKind.EVENING -> "Vor den Beschwerden"
                ProgramKind.TOP_UP -> "Beim Lichtausmachen"
                ProgramKind.ACUTE -> "In der Nacht"
                ProgramKind.STRETCH -> GermanStretch.title
                ProgramKind.DEVICE_TEST -> "Ein Test des Geräts"
            }
        val minutes = counted(offered.minutes.toUInt(), "Minute", "Minuten")
        return listOfNotNull(meant, "still".takeIf { offered.isQuiet }, minutes).joinToString()
    }

    override fun holds(hold: HoldLevel) =
        when (val reason = hold.reason) {
            is HoldReason.Chosen -> "Hält ${hold.level} %, die von Ihnen gewählte Stärke."
            is HoldReason.LegsNow -> "Hält ${hold.level} %, weil sich Ihre Beine so anfühlen."
            is HoldReason.HelpedBefore -> "Hält ${hold.level} %. Das half ${reason.sessions}-mal bei Beinen wie jetzt."
        }
}
