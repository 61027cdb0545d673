package app.lull.ui.setup

import app.lull.core.ApiException
import app.lull.core.ClockTime
import app.lull.core.Condition
import app.lull.core.CoreHost
import app.lull.core.Gate
import app.lull.core.Moment
import app.lull.core.Offers
import app.lull.core.SafetyCheck
import app.lull.core.Settings
import app.lull.core.WakeReason
import app.lull.core.offers
import app.lull.ui.Reminders
import app.lull.ui.Visited
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock

/** What the set-up shows. */
data class SetupState(
    /** Absent until they were read. */
    val settings: Settings? = null,
    /** What can be picked with one tap; there with the settings. */
    val offers: Offers? = null,
    /** Whether a massage may start, by the answers so far. */
    val gate: Gate? = null,
    val trouble: ApiException? = null,
)

/** What a tap on the set-up asks for. */
sealed interface SetupTap {
    data object Look : SetupTap

    data object Leave : SetupTap

    data class Bedtime(
        val time: ClockTime,
    ) : SetupTap

    data class Rising(
        val time: ClockTime,
    ) : SetupTap

    /** Absent: not known. */
    data class Onset(
        val time: ClockTime?,
    ) : SetupTap

    data class Lead(
        val minutes: UShort,
    ) : SetupTap

    data object NoneApplies : SetupTap

    data class Applies(
        val condition: Condition,
    ) : SetupTap

    data object DoctorAgreed : SetupTap
}

/** Reads the settings and keeps every change at once. */
class SetupPresenter(
    private val scope: CoroutineScope,
    private val host: CoreHost,
    private val reminders: Reminders,
    private val leave: () -> Unit,
) : Visited {
    private val shown = MutableStateFlow(SetupState())
    val state: StateFlow<SetupState> = shown.asStateFlow()

    /** Taps are kept one after the other, in the order they were made. */
    private val turn = Mutex()

    override fun look() = change { it }

    fun tap(tap: SetupTap) {
        when (tap) {
            SetupTap.Look -> look()
            SetupTap.Leave -> leave()
            is SetupTap.Bedtime -> change { it.copy(usualBedtime = tap.time) }
            is SetupTap.Rising -> change { it.copy(usualRising = tap.time) }
            is SetupTap.Onset -> change { it.copy(usualOnset = tap.time) }
            is SetupTap.Lead -> change { it.copy(leadMinutes = tap.minutes) }
            SetupTap.NoneApplies -> answer { it.copy(conditions = listOf()) }
            is SetupTap.Applies -> answer { it.copy(conditions = it.conditions.toggled(tap.condition)) }
            SetupTap.DoctorAgreed -> answer { it.copy(doctorAgreed = !it.doctorAgreed) }
        }
    }

    private fun answer(answered: (SafetyCheck) -> SafetyCheck) =
        change { settings ->
            val before = settings.safety ?: SafetyCheck(at, listOf(), false)
            settings.copy(safety = answered(before).copy(answeredAt = at, rehearsal = false))
        }

    private fun change(changed: Moment.(Settings) -> Settings) {
        scope.launch {
            turn.withLock {
                try {
                    val settings =
                        host.ask { now ->
                            val before = settings()
                            now.changed(before).also { if (it != before) saveSettings(it) }
                        }
                    reminders.wake(WakeReason.TAP)
                    val (gate, offers) = host.ask { safetyGate() to offers() }
                    shown.update { it.copy(settings = settings, offers = offers, gate = gate, trouble = null) }
                } catch (trouble: ApiException) {
                    shown.update { it.copy(trouble = trouble) }
                }
            }
        }
    }

    private fun List<Condition>.toggled(one: Condition) = if (one in this) this - one else this + one
}
