package app.lull.ui.devices

import app.lull.core.ApiException
import app.lull.core.CoreHost
import app.lull.core.FoundDevice
import app.lull.core.KeptDevice
import app.lull.core.NewDevice
import app.lull.core.Reach
import app.lull.ui.Pairing
import app.lull.ui.Visited
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch

/** A massager that is about to be added. */
data class AddState(
    val found: FoundDevice,
    /** The core wants to be told that the person knows it is experimental. */
    val asksExperimental: Boolean = false,
    val trouble: ApiException? = null,
)

/** What a tap on this screen asks for. */
sealed interface AddTap {
    data object Leave : AddTap

    data class Keep(
        val name: String,
        /** Empty: it has none. */
        val secret: String,
        val experimental: Boolean,
    ) : AddTap {
        /** Its password stays out of every log. */
        override fun toString() = "Keep($name)"
    }
}

/** Keeps a device that was heard, under the person's name for it. Nothing is sent to it yet. */
class AddPresenter(
    private val scope: CoroutineScope,
    private val host: CoreHost,
    private val pairing: Pairing,
    private val found: FoundDevice,
    private val leave: (KeptDevice?) -> Unit,
) : Visited {
    private val shown = MutableStateFlow(AddState(found))
    val state: StateFlow<AddState> = shown.asStateFlow()

    private var adding: Job? = null

    /** The phone's question may still be open: whoever went away is not brought back by its answer. */
    override fun left() {
        adding?.cancel()
    }

    fun tap(tap: AddTap) {
        when (tap) {
            AddTap.Leave -> leave(null)
            is AddTap.Keep -> keep(tap)
        }
    }

    private fun keep(tap: AddTap.Keep) {
        val (address, kind) = (found.address ?: return) to (found.kind ?: return)
        val new = NewDevice(tap.name.trim(), Reach.Bluetooth(address), kind, tap.secret.ifEmpty { null }, null, tap.experimental)
        // a second tap while the phone asks would add it twice
        if (adding?.isActive == true) return
        adding =
            scope.launch {
                try {
                    val kept = host.ask { addDevice(new, it) }
                    // kept already, whatever the phone and the person say to this
                    pairing.associate(address)
                    leave(kept)
                } catch (trouble: ApiException.ExperimentalDevice) {
                    shown.update { it.copy(asksExperimental = true, trouble = trouble) }
                } catch (trouble: ApiException) {
                    shown.update { it.copy(trouble = trouble) }
                }
            }
    }
}
