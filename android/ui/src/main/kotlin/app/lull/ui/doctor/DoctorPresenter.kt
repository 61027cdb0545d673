package app.lull.ui.doctor

import app.lull.core.ApiException
import app.lull.core.Card
import app.lull.core.CoreHost
import app.lull.core.Flag
import app.lull.ui.Visited
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch

/** What is worth a doctor's look, and what is good to know. */
data class DoctorState(
    /** The weightiest first. Absent until they were read. */
    val flags: List<Flag>? = null,
    val cards: List<Card> = listOf(),
    val trouble: ApiException? = null,
)

/** What a tap on this screen asks for. */
sealed interface DoctorTap {
    data object Look : DoctorTap

    /** Another screen. */
    sealed interface Leave : DoctorTap

    data object Back : Leave

    data object Report : Leave
}

/** Asks the core which patterns it found in the diary, and which cards fit. */
class DoctorPresenter(
    private val scope: CoroutineScope,
    private val host: CoreHost,
    private val leave: (DoctorTap.Leave) -> Unit,
) : Visited {
    private val shown = MutableStateFlow(DoctorState())
    val state: StateFlow<DoctorState> = shown.asStateFlow()

    override fun look() {
        scope.launch {
            try {
                val (flags, cards) = host.ask { flags(it) to cards(it) }
                shown.value = DoctorState(flags, cards)
            } catch (trouble: ApiException) {
                shown.update { it.copy(trouble = trouble) }
            }
        }
    }

    fun tap(tap: DoctorTap) {
        when (tap) {
            DoctorTap.Look -> look()
            is DoctorTap.Leave -> leave(tap)
        }
    }
}
