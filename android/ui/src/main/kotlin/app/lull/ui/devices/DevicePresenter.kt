package app.lull.ui.devices

import app.lull.core.ApiException
import app.lull.core.App
import app.lull.core.CoreHost
import app.lull.core.DeviceChoice
import app.lull.core.DeviceId
import app.lull.core.EndReason
import app.lull.core.KeptDevice
import app.lull.core.Moment
import app.lull.core.ProgramKind
import app.lull.core.Reach
import app.lull.core.SessionView
import app.lull.core.Stage
import app.lull.core.possibleTestResults
import app.lull.ui.Phone
import app.lull.ui.Visited
import app.lull.ui.session.SessionPresenter
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch

/** Shows one device, tests it under the person's eyes, renames and forgets it. */
class DevicePresenter(
    private val scope: CoroutineScope,
    private val host: CoreHost,
    private val phone: Phone,
    private val id: DeviceId,
    private val session: SessionPresenter,
    private val ways: Ways,
) : Visited {
    /** Where it leads from here. */
    class Ways(
        val leave: () -> Unit,
        val toSession: () -> Unit,
    )

    private val shown = MutableStateFlow(DeviceState())
    val state: StateFlow<DeviceState> = shown.asStateFlow()

    private var testBegan = false
    private val bonds = BondWatch(scope, host, phone.bonds) { lost -> if (lost.id == id) shown.update { it.copy(bondLost = true) } }

    override fun left() = bonds.end()

    override fun look() {
        bonds.begin()
        val view = session.state.value.view
        if (testBegan && view?.program == ProgramKind.DEVICE_TEST) view.ended()?.let { tested(view, it) }
        attempt { devices().first { it.id == id } }
    }

    fun tap(tap: DeviceTap) {
        when (tap) {
            DeviceTap.Look -> look()
            DeviceTap.Leave -> ways.leave()
            DeviceTap.Use ->
                attempt {
                    use(DeviceChoice.Kept(id))
                    null
                }
            is DeviceTap.Rename -> attempt { renameDevice(id, tap.name.trim()) }
            DeviceTap.Test -> {
                testBegan = true
                // it may have been paired again meanwhile; the phone says so if not
                shown.update { it.copy(bondLost = false) }
                ways.toSession()
                session.start(ProgramKind.DEVICE_TEST, device = DeviceChoice.Kept(id))
            }
            is DeviceTap.Saw -> {
                val learned = shown.value.tested?.learned
                shown.update { it.copy(tested = null) }
                attempt { recordDeviceTest(id, tap.result, it, learned) }
            }
            DeviceTap.TakeNote -> attempt { acceptNoFailSafe(id, it) }
            DeviceTap.Forget -> forget()
        }
    }

    private fun tested(
        view: SessionView,
        reason: EndReason,
    ) {
        testBegan = false
        scope.launch {
            val answers = host.ask { possibleTestResults(reason) }
            shown.update { it.copy(tested = Tested(answers, view.learned)) }
        }
    }

    private fun SessionView.ended() = (stage as? Stage.Ended)?.reason

    private fun forget() {
        scope.launch {
            try {
                host.ask { forgetDevice(id) }
                (shown.value.device?.reach as? Reach.Bluetooth)?.let { phone.pairing.forget(it.address) }
                ways.leave()
            } catch (trouble: ApiException) {
                shown.update { it.copy(trouble = trouble) }
            }
        }
    }

    /** Does it and shows the device as it then is. */
    private fun attempt(what: App.(Moment) -> KeptDevice?) {
        scope.launch {
            try {
                val (changed, chosen) = host.ask { what(it) to settings().device }
                shown.update { it.copy(device = changed ?: it.device, isUsed = chosen == DeviceChoice.Kept(id), trouble = null) }
            } catch (trouble: ApiException) {
                shown.update { it.copy(trouble = trouble) }
            }
        }
    }
}
