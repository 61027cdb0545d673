package app.lull.ui.morning

import app.lull.core.ApiException
import app.lull.core.App
import app.lull.core.ClockTime
import app.lull.core.CoreHost
import app.lull.core.Entry
import app.lull.core.Moment
import app.lull.core.Morning
import app.lull.core.MorningAnswer
import app.lull.core.Night
import app.lull.core.Offers
import app.lull.core.Onset
import app.lull.core.OnsetSource
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
import kotlin.reflect.KClass

/** What the morning's screen shows. */
data class MorningState(
    val night: Night,
    /** Absent until it was read. */
    val morning: Morning? = null,
    /** What can be picked with one tap; there with the morning. */
    val offers: Offers? = null,
    /** With which entering a time of the night begins; there with the morning. */
    val usualBedtime: ClockTime? = null,
    val trouble: ApiException? = null,
)

/** Asks the morning's questions. Every tap is kept at once; a tap on the chosen answer takes it back. */
class MorningPresenter(
    private val scope: CoroutineScope,
    private val host: CoreHost,
    private val reminders: Reminders,
    private val night: Night,
    private val leave: () -> Unit,
) : Visited {
    private val shown = MutableStateFlow(MorningState(night))
    val state: StateFlow<MorningState> = shown.asStateFlow()

    /** Taps are kept one after the other, in the order they were made. */
    private val turn = Mutex()

    /** Written and not kept yet, of each kind the newest. Nobody loses it for want of one tap. */
    private val written = mutableMapOf<KClass<out OwnWords>, OwnWords>()

    override fun left() = keep { keepWritten() }

    override fun look() = keep { shown.value = host.ask { asked(night, it) } }

    fun tap(tap: MorningTap) {
        when (tap) {
            MorningTap.Look -> look()
            MorningTap.Leave ->
                keep {
                    keepWritten()
                    leave()
                }
            is MorningTap.Came -> answer { MorningAnswer.Symptoms(tap.symptoms.unless(it.symptoms)) }
            is MorningTap.Began -> answer { MorningAnswer.Onset(recalled(tap.time).takeUnless { _ -> it.began() == tap.time }) }
            MorningTap.BeganUnknown -> answer { MorningAnswer.Onset(Onset.DontKnow.unless(it.onset)) }
            is MorningTap.Severity -> answer { MorningAnswer.Severity(tap.points.unless(it.severity)) }
            is MorningTap.Slept -> answer { MorningAnswer.SleepQuality(tap.points.unless(it.sleepQuality)) }
            is MorningTap.DidItHelp -> answer { MorningAnswer.Helped(tap.helped.unless(it.helped)) }
            is MorningTap.Tell -> answer(tap.answer)
            is MorningTap.Write -> if (tap.isKept) written -= tap.words::class else written[tap.words::class] = tap.words
            is MorningTap.Keep -> keep { keepWritten(tap.words) }
        }
    }

    private fun answer(tapped: (Entry) -> MorningAnswer) =
        keep {
            val said = shown.value.morning?.entry ?: return@keep
            kept(tapped(said))
        }

    private suspend fun kept(answer: MorningAnswer) {
        val kept = host.ask { answerMorning(night, answer, it) }
        reminders.wake(WakeReason.TAP)
        shown.update { it.copy(morning = kept, trouble = null) }
    }

    private suspend fun keepWritten() = written.values.toList().forEach { keepWritten(it) }

    private suspend fun keepWritten(words: OwnWords) {
        kept(words.answer)
        written -= words::class
    }

    private fun Entry.began() = (onset as? Onset.At)?.time

    private fun recalled(time: ClockTime) = Onset.At(time, OnsetSource.RECALLED)

    private fun keep(ask: suspend () -> Unit) {
        scope.launch {
            turn.withLock {
                try {
                    ask()
                } catch (trouble: ApiException) {
                    shown.update { it.copy(trouble = trouble) }
                }
            }
        }
    }
}

/** Everything the morning's screen shows of a night. */
internal fun App.asked(
    night: Night,
    now: Moment,
) = MorningState(night, morning(night, now), offers(), settings().usualBedtime)

/** A tap on the chosen answer takes it back. */
internal fun <T : Any> T.unless(chosen: T?): T? = takeUnless { it == chosen }
