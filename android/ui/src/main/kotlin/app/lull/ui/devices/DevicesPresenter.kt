package app.lull.ui.devices

import app.lull.core.ApiException
import app.lull.core.App
import app.lull.core.CoreHost
import app.lull.core.DeviceChoice
import app.lull.core.DeviceId
import app.lull.core.FoundDevice
import app.lull.core.KeptDevice
import app.lull.core.finds
import app.lull.ui.Visited
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch

/** The massagers of the person, and what a search hears. */
data class DevicesState(
    /** Absent until they were read. */
    val devices: List<KeptDevice>? = null,
    /** What a tap on Start drives. */
    val chosen: DeviceChoice? = null,
    val finds: List<FoundDevice> = listOf(),
    /** Radios that could not be asked. */
    val unheard: List<ApiException> = listOf(),
    /** Absent before the first search. */
    val isSearching: Boolean? = null,
    val trouble: ApiException? = null,
)

/** What a tap on this screen asks for. */
sealed interface DevicesTap {
    /** Another screen. */
    sealed interface Leave : DevicesTap

    data object Back : Leave

    data class Open(
        val id: DeviceId,
    ) : Leave

    data class Add(
        val found: FoundDevice,
    ) : Leave

    data object Look : DevicesTap

    data object Search : DevicesTap

    data class Use(
        val choice: DeviceChoice,
    ) : DevicesTap
}

/** Reads the kept devices, listens for others, and keeps which one is used. */
class DevicesPresenter(
    private val scope: CoroutineScope,
    private val host: CoreHost,
    private val leave: (DevicesTap.Leave) -> Unit,
) : Visited {
    private val shown = MutableStateFlow(DevicesState())
    val state: StateFlow<DevicesState> = shown.asStateFlow()

    private var search: Job? = null

    override fun look() = attempt {}

    /** Nobody listens any more: letting go of a search ends it. */
    override fun left() {
        search?.cancel()
    }

    fun tap(tap: DevicesTap) {
        when (tap) {
            DevicesTap.Look -> look()
            DevicesTap.Search -> search()
            is DevicesTap.Use -> attempt { host.ask { use(tap.choice) } }
            is DevicesTap.Leave -> leave(tap)
        }
    }

    private fun search() {
        search?.cancel()
        shown.update { it.copy(finds = listOf(), unheard = listOf(), isSearching = true) }
        search =
            scope.launch {
                try {
                    host.ask { searchDevices(it) }.use { search -> search.finds().collect { find -> heard(find) } }
                } catch (trouble: ApiException) {
                    shown.update { it.copy(trouble = trouble) }
                }
                shown.update { it.copy(isSearching = false) }
            }
    }

    /** A later find with the same address replaces an earlier one. */
    private fun heard(find: Result<FoundDevice>) {
        find
            .onSuccess { found ->
                shown.update { now -> now.copy(finds = now.finds.filter { it.address == null || it.address != found.address } + found) }
            }.onFailure { trouble -> if (trouble is ApiException) shown.update { it.copy(unheard = it.unheard + trouble) } else throw trouble }
    }

    private fun attempt(what: suspend () -> Unit) {
        scope.launch {
            try {
                what()
                val (devices, chosen) = host.ask { devices() to settings().device }
                shown.update { it.copy(devices = devices, chosen = chosen, trouble = null) }
            } catch (trouble: ApiException) {
                shown.update { it.copy(trouble = trouble) }
            }
        }
    }
}

/** From now on a tap on Start drives this. */
internal fun App.use(choice: DeviceChoice) = saveSettings(settings().copy(device = choice))
