package app.lull.ui.words

import app.lull.core.EndReason
import app.lull.core.FailSafe
import app.lull.core.LinkState
import app.lull.core.MotorSeen
import app.lull.core.RadioFault
import app.lull.core.SessionEvent
import app.lull.core.SessionView
import app.lull.core.Stage
import app.lull.core.StepKind
import app.lull.core.Stopped

internal object GermanSession : SessionWords {
    override val title = "Massage"
    override val starting = "Verbindung wird aufgebaut"
    override val stop = "Stopp"
    override val stopping = "Hält an, bis der Stillstand zu sehen ist"
    override val pause = "Pause"
    override val resume = "Weiter"
    override val softer = "Sanfter"
    override val louder = "Stärker"
    override val done = "Fertig"
    override val whatHappened = "Was geschah"
    override val quiet = "Dunkel und still, damit niemand aufwacht."

    override fun step(view: SessionView) =
        when (view.stage) {
            is Stage.Connecting -> "Verbindung wird aufgebaut"
            is Stage.Starting -> "Startet"
            is Stage.Paused -> "Pause"
            is Stage.Stopping -> "Hält an"
            is Stage.Ended -> "Beendet"
            is Stage.Running ->
                when (val step = view.step) {
                    is StepKind.WarmUp -> "Aufwärmen mit ${step.level} %"
                    is StepKind.Hold -> "Massage mit ${step.level} %"
                    is StepKind.RampDown -> "Wird sanfter"
                    is StepKind.Stretch -> "Dehnung ${step.exercise}"
                }
        }

    override fun left(countdown: String) = "noch $countdown"

    override fun endsAt(time: String) = "Endet von selbst um $time"

    override fun level(view: SessionView): String {
        val level = view.level
        val wanted = level.wanted
        return when {
            wanted == null -> "Der Motor ist aus"
            level.measured != null -> "$wanted % gewünscht, ${level.measured} % am Motor gemessen"
            level.observed == wanted -> "$wanted %, am Gerät gesehen"
            level.acknowledged == wanted -> "$wanted %, vom Gerät angenommen"
            level.sent == wanted -> "$wanted %, gesendet"
            else -> "$wanted % gewünscht"
        }
    }

    override fun device(
        view: SessionView,
        times: Times,
        zone: String,
    ): String {
        val link =
            when (view.link) {
                LinkState.NO_RADIO -> "Sie schalten es selbst"
                LinkState.CONNECTING -> "Verbindung wird aufgebaut"
                LinkState.UP -> "Verbunden"
                LinkState.LOST -> "Verbindung verloren, wird neu aufgebaut"
            }
        val motor =
            when (view.motor) {
                MotorSeen.ON_BUT_STILL -> "an, aber nichts läuft: Steckt es, ist der Regler aufgedreht?"
                MotorSeen.OFF_BUT_RUNS -> "es meldet aus und läuft noch: Stecker ziehen"
                MotorSeen.UNSEEN, MotorSeen.RUNS, MotorSeen.STILL -> null
            }
        val stopsBy = view.stopsBy
        val failSafe =
            when {
                stopsBy != null -> "hält von selbst an bis ${times.time(stopsBy, zone)}"
                view.failSafe is FailSafe.Nothing -> "nichts außer Ihnen hält es an"
                else -> null
            }
        return listOfNotNull(link, motor, failSafe).joinToString(" · ")
    }

    override fun end(view: SessionView): String? {
        val ended = view.stage as? Stage.Ended ?: return null
        return "${reason(ended.reason)} ${stopped(ended.stopped)}"
    }

    override fun event(
        event: SessionEvent,
        times: Times,
        zone: String,
    ): String? =
        when (event) {
            is SessionEvent.NothingStopsIt -> "Nichts hält dieses Gerät ohne das Telefon an. Bleiben Sie dabei."
            is SessionEvent.OnButNothingRuns -> "Es ist an, und nichts läuft."
            is SessionEvent.LinkLost ->
                event.stopsBy?.let { "Die Verbindung ist weg. Das Gerät hält von selbst an bis ${times.time(it, zone)}." }
                    ?: "Die Verbindung ist weg, und nichts hält das Gerät an: Stecker ziehen, wenn es weiterläuft."
            is SessionEvent.LinkBack -> "Die Verbindung ist wieder da."
            is SessionEvent.Sagging -> "Der Motor läuft mit ${event.measured} % statt ${event.commanded} %."
            is SessionEvent.CommandRefused -> "Das Gerät hat das abgelehnt."
            is SessionEvent.StopNotConfirmed ->
                event.stopsBy?.let { "Der Stopp ist noch nicht bestätigt. Das Gerät hält von selbst an bis ${times.time(it, zone)}." }
                    ?: "Der Stopp ist nicht bestätigt, und nichts anderes hält das Gerät an: Stecker ziehen."
            is SessionEvent.StillRuns -> "Es läuft noch: Stecker ziehen."
            is SessionEvent.Connecting, is SessionEvent.Connected, is SessionEvent.Running, is SessionEvent.StepBegan,
            is SessionEvent.LevelChanged, is SessionEvent.Paused, is SessionEvent.Resumed, is SessionEvent.Stopping,
            is SessionEvent.Ended,
            -> null
        }

    private fun reason(reason: EndReason) =
        when (reason) {
            is EndReason.Complete -> "Die Massage lief bis zum Ende."
            is EndReason.StoppedByPerson -> "Sie haben sie beendet."
            is EndReason.StoppedByDevice -> "Das Gerät hielt von selbst an."
            is EndReason.LinkLost -> "Die Verbindung ging verloren und kam nicht rechtzeitig wieder."
            is EndReason.NotReached -> "Das Gerät wurde nicht erreicht: ${fault(reason.fault)}."
            is EndReason.Refused -> "Das Gerät lehnte den Start ab."
            is EndReason.PausedTooLong -> "Die Pause war zu lang."
            is EndReason.HardCap -> "Die längste Zeit für eine Massage war erreicht."
            is EndReason.StorageFailed -> "Das Tagebuch konnte sie nicht aufnehmen, darum ging sie nicht weiter."
            is EndReason.Interrupted -> "Lull wurde mittendrin abgebrochen."
            is EndReason.NotDriven -> "Sie lief nicht über Lull."
        }

    private fun stopped(stopped: Stopped) =
        when (stopped) {
            Stopped.OBSERVED -> "Der Motor wurde stillstehen gesehen."
            Stopped.SWITCHED_OFF -> "Die Steckdose ist aus; das Gerät dahinter ist nicht zu sehen."
            Stopped.ACKNOWLEDGED -> "Es hat den Stopp angenommen; mehr kann es nicht sagen."
            Stopped.BY_FAIL_SAFE -> "Der Stopp wurde nicht gesehen, aber seine eigene Abschaltung hatte ihre Zeit."
            Stopped.UNKNOWN -> "Der Stillstand wurde nicht gesehen: ausschalten oder Stecker ziehen."
            Stopped.NEVER_RAN -> "Es wurde nie eingeschaltet."
        }

    private fun fault(fault: RadioFault) =
        when (fault) {
            RadioFault.NOT_FOUND -> "es wurde nicht gefunden"
            RadioFault.BUSY -> "ein anderes Telefon hält es"
            RadioFault.TIMED_OUT -> "es antwortete nicht rechtzeitig"
            RadioFault.DISCONNECTED -> "es brach die Verbindung ab"
            RadioFault.REJECTED -> "es antwortete mit einem Fehler"
            RadioFault.BLUETOOTH_OFF -> "Bluetooth ist aus"
            RadioFault.NO_ADAPTER, RadioFault.SERVICE_MISSING -> "es gibt kein funktionierendes Bluetooth"
            RadioFault.PERMISSION_MISSING -> "die Berechtigung fehlt"
            RadioFault.BOND_LOST -> "es und dieses Telefon kennen sich nicht mehr"
            RadioFault.PAIRING_REFUSED -> "es ließ sich nicht koppeln"
        }
}
