package app.lull.ui.trends

import app.lull.core.ApiException
import app.lull.core.App
import app.lull.core.Association
import app.lull.core.CoreHost
import app.lull.core.FourWeeks
import app.lull.core.Moment
import app.lull.core.Trends
import app.lull.core.offers
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
    /** How many nights were asked for; absent at first: as many as the core offers then. */
    val nights: UShort? = null,
    /** How many can be asked for with one tap. */
    val stretches: List<UShort> = listOf(),
    /** Absent until they were read. */
    val trends: Trends? = null,
    /** Absent before the first massage. */
    val fourWeeks: FourWeeks? = null,
    val associations: List<Association> = listOf(),
    val trouble: ApiException? = null,
)

/** What a tap on the trends asks for. */
sealed interface TrendsTap {
    data object Look : TrendsTap

    /** Another screen. */
    sealed interface Leave : TrendsTap

    data object Back : Leave

    data object Diary : Leave

    data class Show(
        val nights: UShort,
    ) : TrendsTap
}

/** Asks the core how a stretch of nights was. */
class TrendsPresenter(
    private val scope: CoroutineScope,
    private val host: CoreHost,
    private val leave: (TrendsTap.Leave) -> Unit,
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
                    shown.value = host.ask { read(nights, it) }
                } catch (trouble: ApiException) {
                    shown.update { it.copy(trouble = trouble) }
                }
            }
    }

    fun tap(tap: TrendsTap) {
        when (tap) {
            TrendsTap.Look -> look()
            is TrendsTap.Leave -> leave(tap)
            is TrendsTap.Show -> {
                shown.update { it.copy(nights = tap.nights) }
                look()
            }
        }
    }
}

/** Everything the trends show of so many nights. */
internal fun App.read(
    nights: UShort?,
    now: Moment,
): TrendsState {
    val offers = offers()
    val count = nights ?: offers.nightsAtFirst
    return TrendsState(count, offers.trendNights, trends(count, now), fourWeeks(now), associations(count, now))
}
