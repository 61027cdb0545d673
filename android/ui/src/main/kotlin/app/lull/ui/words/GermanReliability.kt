package app.lull.ui.words

import app.lull.core.AlarmKind
import app.lull.core.Audit
import app.lull.core.Audited
import app.lull.core.Cause
import app.lull.core.CauseCount
import app.lull.core.Fate
import app.lull.ui.CheckKind
import app.lull.ui.CheckState
import app.lull.ui.Maker

internal object GermanReliability : ReliabilityWords {
    override val title = "Kommen Erinnerungen?"
    override val allowed = "Was dieses Telefon erlaubt"
    override val fix = "Ändern"
    override val trial = "Eine kommen sehen"
    override val trialAbout =
        "Eine Probe nimmt denselben Weg wie jede Erinnerung. Sperren Sie das Telefon, legen Sie es hin und sehen Sie, ob sie kommt."
    override val trialStart = "In einer Minute erinnern"
    override val trialSet = "Gestellt. Sie kommt in einer Minute."
    override val trialRefused = "Das Telefon hat sie abgelehnt. Wahrscheinlich liegt es an dem, was oben im Weg steht."
    override val fared = "Wie die letzten vier Wochen waren"
    override val nothingDue = "Noch war keine Erinnerung am Abend fällig. Ab der ersten steht hier, ob jede pünktlich kam."

    override fun check(kind: CheckKind) =
        when (kind) {
            CheckKind.NOTIFICATIONS -> "Mitteilungen"
            CheckKind.EXACT_ALARMS -> "Genaue Wecker"
            CheckKind.BACKGROUND -> "Laufen im Hintergrund"
            CheckKind.BATTERY -> "Akku sparen"
            CheckKind.BLUETOOTH -> "Bluetooth"
            CheckKind.DO_NOT_DISTURB -> "Nicht stören"
            CheckKind.MAKER -> "Eigenes des Herstellers"
        }

    override fun state(state: CheckState) =
        when (state) {
            CheckState.OK -> "in Ordnung"
            CheckState.HINDERS -> "steht im Weg"
            CheckState.UNKNOWN -> "das Telefon sagt es nicht"
        }

    override fun advice(kind: CheckKind) =
        when (kind) {
            CheckKind.NOTIFICATIONS -> "Ohne sie kann keine Erinnerung erscheinen."
            CheckKind.EXACT_ALARMS -> "Ohne sie werden Erinnerungen früher gestellt und können trotzdem spät kommen."
            CheckKind.BACKGROUND -> "Sonst bleiben Erinnerungen vielleicht aus."
            CheckKind.BATTERY -> "Lassen Sie Lull ohne Einschränkung laufen; es braucht sehr wenig."
            CheckKind.BLUETOOTH -> "Ein Gerät mit Bluetooth ist sonst nicht erreichbar. Erinnerungen kommen trotzdem."
            CheckKind.DO_NOT_DISTURB -> "Es kann eine Erinnerung am Abend stumm halten. Lassen Sie Lull durch."
            CheckKind.MAKER -> "Manche Hersteller beenden Apps von sich aus. Suchen Sie nach Autostart und ruhenden Apps und erlauben Sie Lull."
        }

    override fun makerAbout(maker: Maker) = GermanMakers.about(maker)

    override fun makerSteps(maker: Maker) = GermanMakers.steps(maker)

    override val makerAfter = GermanMakers.AFTER

    override fun sum(audit: Audit): String {
        val late =
            when (audit.late) {
                0u -> "keine spät"
                1u -> "1 spät um ${audit.worstDelayMinutes} min"
                else -> "${audit.late} spät, höchstens um ${audit.worstDelayMinutes} min"
            }
        return "${audit.onTime} pünktlich, $late, ${audit.missed} ausgeblieben"
    }

    override fun cause(count: CauseCount): String {
        val why =
            when (count.cause) {
                Cause.NOTIFICATIONS_OFF -> "Mitteilungen waren aus"
                Cause.BACKGROUND_RESTRICTED -> "Lull darf nicht im Hintergrund laufen"
                Cause.EXACT_ALARMS_OFF -> "genaue Wecker sind nicht erlaubt"
                Cause.FORCE_STOPPED -> "Lull wurde zwangsweise beendet"
                Cause.PHONE_OFF -> "das Telefon war aus"
                Cause.UPDATED -> "Lull wurde aktualisiert"
                Cause.CLOCK_CHANGED -> "die Uhr wurde verstellt"
                Cause.REFUSED -> "das Telefon lehnte die Erinnerung ab"
                Cause.UNKNOWN -> "der Grund ist nicht bekannt"
            }
        val spoilt =
            listOfNotNull("${count.late} spät".takeIf { count.late > 0u }, "${count.missed} ausgeblieben".takeIf { count.missed > 0u })
        return "${spoilt.joinToString(", ")}: $why"
    }

    override fun delivery(
        audited: Audited,
        times: Times,
        zone: String,
    ): String {
        val delivery = audited.delivery
        val came =
            when (val fate = audited.fate) {
                is Fate.Late -> "kam ${fate.minutes} min zu spät"
                is Fate.Missed -> if (delivery.refused) "vom Telefon abgelehnt" else "kam nicht"
                is Fate.Open -> "kommt noch"
                is Fate.OnTime -> "kam pünktlich"
                is Fate.Answered -> "beantwortet, ohne dass man sie kommen sah"
                is Fate.Replaced -> "vom Telefon abgelehnt, das eine andere nahm"
                is Fate.Untold -> "das Telefon sagt nicht, ob sie kam"
            }
        return "${times.night(delivery.night)}, ${alarm(delivery.kind)} um ${times.time(delivery.planned, zone)}: $came"
    }

    private fun alarm(kind: AlarmKind) =
        when (kind) {
            AlarmKind.EVENING -> "Erinnerung"
            AlarmKind.REPEAT -> "Wiederholung"
            AlarmKind.PRE_NOTICE -> "Ankündigung"
            AlarmKind.TOP_UP -> "Erinnerung beim Lichtausmachen"
            AlarmKind.MORNING_LOG -> "Eintrag am Morgen"
            AlarmKind.SAFETY_NET -> "Sicherheitsnetz"
            AlarmKind.OPEN_APP -> "Bitte, Lull zu öffnen"
        }
}
