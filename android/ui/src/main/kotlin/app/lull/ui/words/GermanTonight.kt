package app.lull.ui.words

import app.lull.core.Basis
import app.lull.core.DeviceChoice
import app.lull.core.Gate
import app.lull.core.Hindrance
import app.lull.core.Night
import app.lull.core.Overview
import app.lull.core.PlanReason

internal object GermanTonight : TonightWords {
    override val title = "Heute Abend"
    override val reading = "Ihr Tagebuch wird gelesen"
    override val reminderAt = "Erinnerung um"
    override val noReminder = "Heute keine Erinnerung"
    override val why = "Warum dann"
    override val start = "Massage starten"
    override val another = "Andere Massage …"
    override val running = "Eine Massage läuft"
    override val symptomsStarted = "Meine Beine haben angefangen"
    override val noted = "Notiert. Heute ist keine Erinnerung mehr nötig."
    override val skip = "Heute auslassen"
    override val later = "15 min später"
    override val earlier = "15 min früher"
    override val asUsual = "Wieder wie sonst"
    override val understood = "Verstanden"
    override val keepHome = "Die Uhr zu Hause"
    override val followLocal = "Die Uhr hier"
    override val notSetUp = "Lull kennt Ihre Schlafenszeit noch nicht und rechnet darum mit Annahmen."

    override fun asYesterday(time: String) = "Nein, um $time wie gestern"

    override fun onset(
        overview: Overview,
        times: Times,
    ): String {
        val plan = overview.plan
        val counted = times.time(plan.onset)
        val interval = plan.interval
        return when {
            interval != null -> "In 8 von 10 Nächten beginnt es zwischen ${times.time(interval.p10)} und ${times.time(interval.p90)}"
            plan.basis == Basis.OWN_ONSET -> "Nach Ihrer Angabe beginnt es meist gegen $counted"
            else -> "Nach Ihrer Schlafenszeit könnte es gegen $counted beginnen"
        }
    }

    override fun reason(
        reason: PlanReason,
        times: Times,
    ): String =
        when (reason) {
            is PlanReason.FromBedtime ->
                "Bei den meisten beginnt es etwa ${hours(
                    reason.hoursBefore.toInt(),
                )} vor dem Schlafengehen, und Sie gehen um ${times.time(reason.bedtime)} ins Bett."
            is PlanReason.FromOwnOnset -> "Nach Ihrer Angabe beginnt es meist um ${times.time(reason.onset)}."
            is PlanReason.FromDiary ->
                "In ${nights(reason.nights.toInt())} Ihres Tagebuchs begann es zwischen ${times.time(reason.earliest)} und " +
                    "${times.time(reason.latest)}. Der Plan rechnet mit einem frühen Beginn, denn zu spät ist schlechter als zu früh."
            is PlanReason.LaterThanYesterday ->
                "Später als gestern (${times.time(
                    reason.yesterday,
                )}): Zuletzt begann es ${starts(reason.onsets.toInt())} um ${times.time(reason.after)} oder danach."
            is PlanReason.EarlierThanYesterday ->
                "Früher als gestern (${times.time(
                    reason.yesterday,
                )}): Zuletzt begann es ${starts(reason.onsets.toInt())} um ${times.time(reason.before)} oder davor."
            is PlanReason.StepLimited ->
                "Das Tagebuch spricht für ${times.time(reason.wanted)}; der Plan geht in Schritten, heute also ${times.time(reason.to)}."
            is PlanReason.SessionsMoveOnset ->
                "In manchen von ${nights(
                    reason.nights.toInt(),
                )} hat die Massage die Beschwerden wohl verzögert oder verhindert; diese zählen weniger."
            is PlanReason.BodyClock ->
                "Ihr Körper hat sich noch nicht an die Uhr hier gewöhnt: Nach ihr beginnt es etwa ${shift(reason.minutesLater.toInt())}."
            is PlanReason.Weekday -> "An Abenden wie diesem beginnt es etwa ${shift(reason.minutesLater.toInt())}."
            is PlanReason.NotEnoughNights ->
                "Bisher ${known(reason.observed.toInt())}; ab ${reason.needed} richtet sich der Plan nach Ihrem Tagebuch."
            is PlanReason.Lead -> "Die Erinnerung kommt ${reason.minutes} Minuten davor."
            is PlanReason.ClampedToWindow ->
                "${times.time(reason.wanted)} liegt außerhalb der Zeit, in der Sie Erinnerungen erlauben; sie kommt um ${times.time(reason.to)}."
            is PlanReason.SkippedByPerson -> "Sie haben diese Nacht ausgelassen."
            is PlanReason.ChosenByPerson -> "Sie haben für diese Nacht ${times.time(reason.time)} gewählt."
            is PlanReason.PinnedByPerson -> "Sie möchten die Erinnerung jeden Abend um ${times.time(reason.time)}."
            is PlanReason.Snoozed -> "Sie haben die Erinnerung verschoben."
            is PlanReason.AlreadyBegun -> "Beschwerden oder eine Massage haben diese Nacht schon begonnen; eine Erinnerung ist nicht nötig."
            is PlanReason.QuietEvening -> "An diesem Wochentag möchten Sie keine Erinnerung."
            is PlanReason.RemindersOff -> "Sie haben die Erinnerung am Abend ausgeschaltet."
        }

    override fun device(overview: Overview) =
        when (overview.device) {
            is DeviceChoice.Simulated -> "Mit dem simulierten Massagegerät, zum Ausprobieren"
            is DeviceChoice.SimulatedAt -> "Mit einem simulierten Massagegerät anderswo, zum Ausprobieren"
            is DeviceChoice.Manual -> "Mit einem Gerät, das Sie selbst schalten; Lull achtet auf die Zeit"
            is DeviceChoice.Kept -> "Mit ${overview.deviceName ?: "einem Gerät, das nicht mehr da ist"}"
        }

    override fun hindrance(
        hindrance: Hindrance,
        times: Times,
        zone: String,
    ) = when (hindrance) {
        is Hindrance.Safety ->
            when (hindrance.gate) {
                is Gate.AskDoctorFirst -> "Bitte fragen Sie vor der ersten Massage eine Ärztin oder einen Arzt."
                is Gate.NotAnswered, is Gate.Open -> "Vor der ersten Massage kommen einige Fragen zur Sicherheit."
            }
        is Hindrance.NotTested ->
            if (hindrance.failed) {
                "Es hat seinen letzten Test nicht bestanden; damit startet keine Massage."
            } else {
                "Vor der ersten Massage kommt sein Test von zehn Sekunden."
            }
        is Hindrance.NoFailSafe -> "Nichts hält es ohne das Telefon an. Bitte nehmen Sie das zuerst zur Kenntnis."
        is Hindrance.DeviceForgotten -> "Dieses Gerät gibt es hier nicht mehr. Wählen Sie ein anderes."
        is Hindrance.Resting -> "Ihre Beine ruhen bis ${times.time(hindrance.until, zone)}."
        is Hindrance.NightCap -> "${hindrance.minutes} Minuten Massage sind genug für eine Nacht."
    }

    override fun toLog(
        night: Night,
        times: Times,
    ) = "Wie war ${times.night(night)}?"

    private fun nights(count: Int) = if (count == 1) "1 Nacht" else "$count Nächten"

    private fun known(count: Int) = if (count == 1) "1 Nacht mit bekanntem Beginn" else "$count Nächte mit bekanntem Beginn"

    private fun starts(count: Int) = if (count == 1) "einmal" else "$count-mal"

    private fun hours(count: Int) = if (count == 1) "1 Stunde" else "$count Stunden"

    private fun shift(minutesLater: Int) = if (minutesLater < 0) "${-minutesLater} Minuten früher" else "$minutesLater Minuten später"
}
