package app.lull.ui.reliability

import app.lull.core.ApiException
import app.lull.core.Audit
import app.lull.core.CoreHost
import app.lull.core.Notice
import app.lull.core.WakeReason
import app.lull.core.offers
import app.lull.ui.Check
import app.lull.ui.Maker
import app.lull.ui.Phone
import app.lull.ui.Visited
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch

/** Whether reminders will come, and whether they came. */
data class ReliabilityState(
    val checks: List<Check> = listOf(),
    /** Whose own settings may stop Lull. */
    val maker: Maker? = null,
    val notices: List<Notice> = listOf(),
    /** Absent until it was read. */
    val audit: Audit? = null,
    /** The clock the times are read on. */
    val zone: String = "",
    /** What became of asking for a test reminder; absent before. */
    val testIsSet: Boolean? = null,
    val trouble: ApiException? = null,
)

/** What a tap on this screen asks for. */
sealed interface ReliabilityTap {
    data object Look : ReliabilityTap

    data object Leave : ReliabilityTap

    data class Fix(
        val check: Check,
    ) : ReliabilityTap

    data object Test : ReliabilityTap
}

/** Asks the phone what it allows, and the core how reminders fared. */
class ReliabilityPresenter(
    private val scope: CoroutineScope,
    private val host: CoreHost,
    private val phone: Phone,
    private val leave: () -> Unit,
) : Visited {
    private val shown = MutableStateFlow(ReliabilityState())
    val state: StateFlow<ReliabilityState> = shown.asStateFlow()

    override fun look() = attempt {}

    fun tap(tap: ReliabilityTap) {
        when (tap) {
            ReliabilityTap.Look -> look()
            ReliabilityTap.Leave -> leave()
            is ReliabilityTap.Fix -> attempt { phone.readiness.fix(tap.check) }
            ReliabilityTap.Test ->
                attempt {
                    val isSet = phone.readiness.remindForTest()
                    shown.update { it.copy(testIsSet = isSet) }
                }
        }
    }

    private fun attempt(what: suspend () -> Unit) {
        scope.launch {
            try {
                what()
                // what the phone allows now may change the plan
                phone.readiness.look()
                phone.reminders.wake(WakeReason.PERMISSION_CHANGED)
                val (zone, audit) = host.ask { clockThatCounts(it).zone to audit(offers().nightsAtFirst, it) }
                shown.update {
                    it.copy(
                        checks = phone.readiness.checks.value,
                        maker = phone.readiness.maker,
                        notices = phone.reminders.notices.value,
                        audit = audit,
                        zone = zone,
                        trouble = null,
                    )
                }
            } catch (trouble: ApiException) {
                shown.update { it.copy(trouble = trouble) }
            }
        }
    }
}
