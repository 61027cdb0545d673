package app.lull.ui.devices

import app.lull.core.ApiException
import app.lull.core.CoreHost
import app.lull.core.KeptDevice
import app.lull.core.Reach
import app.lull.ui.Bonds
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch

/** Listens, while a screen is up, for a massager of the person's that lost its pairing. */
internal class BondWatch(
    private val scope: CoroutineScope,
    private val host: CoreHost,
    private val bonds: Bonds,
    private val onLost: (KeptDevice) -> Unit,
) {
    private var listening: Job? = null

    fun begin() {
        if (listening?.isActive == true) return
        listening = scope.launch { bonds.lost().collect { address -> kept(address)?.let(onLost) } }
    }

    fun end() {
        listening?.cancel()
    }

    /** Other apps' devices lose their pairings too. */
    private suspend fun kept(address: String): KeptDevice? =
        try {
            host.ask { devices() }.find { (it.reach as? Reach.Bluetooth)?.address.equals(address, ignoreCase = true) }
        } catch (_: ApiException) {
            // a diary that cannot be read is told by whatever reads it for the screen
            null
        }
}
