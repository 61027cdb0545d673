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

internal object EnglishSession : SessionWords {
    override val title = "Massage"
    override val starting = "Connecting"
    override val stop = "Stop"
    override val stopping = "Stopping, until it is seen to stand still"
    override val pause = "Pause"
    override val resume = "Go on"
    override val softer = "Softer"
    override val louder = "Stronger"
    override val done = "Done"
    override val whatHappened = "What happened"
    override val quiet = "Dark and silent, so that nobody wakes."

    override fun step(view: SessionView) =
        when (view.stage) {
            is Stage.Connecting -> "Connecting"
            is Stage.Starting -> "Starting"
            is Stage.Paused -> "Paused"
            is Stage.Stopping -> "Stopping"
            is Stage.Ended -> "Ended"
            is Stage.Running ->
                when (val step = view.step) {
                    is StepKind.WarmUp -> "Warm-up at ${step.level} %"
                    is StepKind.Hold -> "Massage at ${step.level} %"
                    is StepKind.RampDown -> "Getting softer"
                    is StepKind.Stretch -> "Stretch ${step.exercise}"
                }
        }

    override fun left(countdown: String) = "$countdown left"

    override fun endsAt(time: String) = "Ends by itself at $time"

    override fun level(view: SessionView): String {
        val level = view.level
        val wanted = level.wanted
        return when {
            wanted == null -> "The motor is off"
            level.measured != null -> "$wanted % wanted, ${level.measured} % measured at the motor"
            level.observed == wanted -> "$wanted %, seen at the massager"
            level.acknowledged == wanted -> "$wanted %, accepted by the massager"
            level.sent == wanted -> "$wanted %, sent"
            else -> "$wanted % wanted"
        }
    }

    override fun device(
        view: SessionView,
        times: Times,
        zone: String,
    ): String {
        val link =
            when (view.link) {
                LinkState.NO_RADIO -> "You switch it yourself"
                LinkState.CONNECTING -> "Connecting"
                LinkState.UP -> "Connected"
                LinkState.LOST -> "Link lost, connecting again"
            }
        val motor =
            when (view.motor) {
                MotorSeen.ON_BUT_STILL -> "on, but nothing runs: is it plugged in, is its knob turned up?"
                MotorSeen.OFF_BUT_RUNS -> "it says it is off and still runs: pull the plug"
                MotorSeen.UNSEEN, MotorSeen.RUNS, MotorSeen.STILL -> null
            }
        val stopsBy = view.stopsBy
        val failSafe =
            when {
                stopsBy != null -> "stops by itself by ${times.time(stopsBy, zone)}"
                view.failSafe is FailSafe.Nothing -> "nothing stops it but you"
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
            is SessionEvent.NothingStopsIt -> "Nothing stops this massager without the phone. Stay beside it."
            is SessionEvent.OnButNothingRuns -> "It is on and nothing runs."
            is SessionEvent.LinkLost ->
                event.stopsBy?.let { "The link is lost. The massager stops by itself by ${times.time(it, zone)}." }
                    ?: "The link is lost, and nothing stops the massager: pull the plug if it runs on."
            is SessionEvent.LinkBack -> "The link is back."
            is SessionEvent.Sagging -> "The motor turns at ${event.measured} % instead of ${event.commanded} %."
            is SessionEvent.CommandRefused -> "The massager refused that."
            is SessionEvent.StopNotConfirmed ->
                event.stopsBy?.let { "The stop is not confirmed yet. The massager stops by itself by ${times.time(it, zone)}." }
                    ?: "The stop is not confirmed, and nothing else stops the massager: pull the plug."
            is SessionEvent.StillRuns -> "It still runs: pull the plug."
            is SessionEvent.Connecting, is SessionEvent.Connected, is SessionEvent.Running, is SessionEvent.StepBegan,
            is SessionEvent.LevelChanged, is SessionEvent.Paused, is SessionEvent.Resumed, is SessionEvent.Stopping,
            is SessionEvent.Ended,
            -> null
        }

    private fun reason(reason: EndReason) =
        when (reason) {
            is EndReason.Complete -> "The massage ran to its end."
            is EndReason.StoppedByPerson -> "You stopped it."
            is EndReason.StoppedByDevice -> "The massager stopped by itself."
            is EndReason.LinkLost -> "The link was lost and did not come back in time."
            is EndReason.NotReached -> "The massager was not reached: ${fault(reason.fault)}."
            is EndReason.Refused -> "The massager refused to start."
            is EndReason.PausedTooLong -> "It was paused for too long."
            is EndReason.HardCap -> "The longest time for one massage was reached."
            is EndReason.StorageFailed -> "The diary could not record it, so it was not continued."
            is EndReason.Interrupted -> "Lull was cut off in the middle of it."
            is EndReason.NotDriven -> "It was not driven by Lull."
        }

    private fun stopped(stopped: Stopped) =
        when (stopped) {
            Stopped.OBSERVED -> "The motor was seen to stand still."
            Stopped.SWITCHED_OFF -> "The plug was seen to be off; the massager behind it cannot be seen."
            Stopped.ACKNOWLEDGED -> "It accepted the stop; it cannot tell more."
            Stopped.BY_FAIL_SAFE -> "The stop was not seen, but its own fail-safe has had its time."
            Stopped.UNKNOWN -> "It was not seen to stop: switch it off or pull the plug."
            Stopped.NEVER_RAN -> "It was never switched on."
        }

    private fun fault(fault: RadioFault) =
        when (fault) {
            RadioFault.NOT_FOUND -> "it was not found"
            RadioFault.BUSY -> "another phone holds it"
            RadioFault.TIMED_OUT -> "it did not answer in time"
            RadioFault.DISCONNECTED -> "it broke the link"
            RadioFault.REJECTED -> "it answered with an error"
            RadioFault.BLUETOOTH_OFF -> "Bluetooth is off"
            RadioFault.NO_ADAPTER, RadioFault.SERVICE_MISSING -> "there is no working Bluetooth"
            RadioFault.PERMISSION_MISSING -> "the permission is missing"
            RadioFault.BOND_LOST -> "it and this phone no longer know each other"
            RadioFault.PAIRING_REFUSED -> "it did not let itself be paired"
        }
}
