package app.lull.ui.trends

import app.lull.core.ApiException
import app.lull.core.CoreHost
import app.lull.core.Trends
import app.lull.ui.Visited
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch

/** What the trends show. */
data class TrendsState(
    /** How many nights were asked for. */
    val nights: Int = 28,
    /** Absent until they were read. */
    val trends: Trends? = null,
    val trouble: ApiException? = null,
)

/** What a tap on the trends asks for. */
sealed interface TrendsTap {
    data object Look : TrendsTap

    data object Leave : TrendsTap

    data class Show(
        val nights: Int,
    ) : TrendsTap
}

/** Asks the core how a stretch of nights was. */
class TrendsPresenter(
    private val scope: CoroutineScope,
    private val host: CoreHost,
    private val leave: () -> Unit,
) : Visited {
    private val shown = MutableStateFlow(TrendsState())
    val state: StateFlow<TrendsState> = shown.asStateFlow()

    private var reading: Job? = null

    override fun look() {
        reading?.cancel()
        reading =
            scope.launch {
                try {
                    val nights = shown.value.nights
                    val trends = host.ask { trends(nights.toUShort(), it) }
                    shown.update { it.copy(trends = trends, trouble = null) }
                } catch (trouble: ApiException) {
                    shown.update { it.copy(trouble = trouble) }
                }
            }
    }

    fun tap(tap: TrendsTap) {
        when (tap) {
            TrendsTap.Look -> look()
            TrendsTap.Leave -> leave()
            is TrendsTap.Show -> {
                shown.update { it.copy(nights = tap.nights) }
                look()
            }
        }
    }
}
