package app.lull.ui.stretch

import app.lull.core.ApiException
import app.lull.core.CoreHost
import app.lull.core.Stretch
import app.lull.core.stretches
import app.lull.ui.Visited
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch

/** What the stretches' screen shows. */
data class StretchState(
    /** Absent until they were read. */
    val stretches: List<Stretch>? = null,
    val trouble: ApiException? = null,
)

/** Reads which stretches there are, how long each is held, and how it is drawn. */
class StretchPresenter(
    private val scope: CoroutineScope,
    private val host: CoreHost,
    private val leave: (StretchTap.Leave) -> Unit,
) : Visited {
    private val shown = MutableStateFlow(StretchState())
    val state: StateFlow<StretchState> = shown.asStateFlow()

    override fun look() {
        scope.launch {
            try {
                val stretches = host.ask { stretches() }
                shown.value = StretchState(stretches)
            } catch (trouble: ApiException) {
                shown.update { it.copy(trouble = trouble) }
            }
        }
    }

    fun tap(tap: StretchTap) {
        when (tap) {
            StretchTap.Look -> look()
            is StretchTap.Leave -> leave(tap)
        }
    }
}
