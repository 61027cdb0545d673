package app.lull.ui.reading

import app.lull.core.ApiException
import app.lull.core.CoreHost
import app.lull.core.DateOrder
import app.lull.core.ImportChoices
import app.lull.core.Imported
import app.lull.core.Merged
import app.lull.core.OnConflict
import app.lull.core.TableGuess
import app.lull.core.WakeReason
import app.lull.ui.Phone
import app.lull.ui.Visited
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import java.io.File

/** Nights from a file, before they are read and after. */
data class ReadingState(
    val choices: ImportChoices = AS_IT_IS,
    /** How a chosen table would be read. */
    val guess: TableGuess? = null,
    val imported: Imported? = null,
    val merged: Merged? = null,
    val trouble: ApiException? = null,
)

/** What a tap on this screen asks for. */
sealed interface ReadingTap {
    data object Leave : ReadingTap

    data class Nights(
        val onConflict: OnConflict,
    ) : ReadingTap

    data object PickTable : ReadingTap

    data class Dates(
        val order: DateOrder,
    ) : ReadingTap

    data object Read : ReadingTap

    data object PickComplete : ReadingTap
}

/** Shows how a table would be read before anything is, then lets the core read it: all of it or nothing. */
class ReadingPresenter(
    private val scope: CoroutineScope,
    private val host: CoreHost,
    private val phone: Phone,
    private val leave: () -> Unit,
) : Visited {
    private val shown = MutableStateFlow(ReadingState())
    val state: StateFlow<ReadingState> = shown.asStateFlow()

    /** The chosen table, until it was read. */
    private var table: ByteArray? = null

    fun tap(tap: ReadingTap) {
        when (tap) {
            ReadingTap.Leave -> leave()
            is ReadingTap.Nights -> preview { it.copy(onConflict = tap.onConflict) }
            is ReadingTap.Dates -> preview { it.copy(dateOrder = tap.order) }
            ReadingTap.PickTable ->
                attempt {
                    table = pick() ?: return@attempt
                    shown.update { ReadingState(AS_IT_IS.copy(onConflict = it.choices.onConflict)) }
                    guess()
                }
            ReadingTap.Read ->
                attempt {
                    val bytes = table ?: return@attempt
                    val choices = shown.value.choices
                    val imported = host.ask { importTable(bytes, choices, it) }
                    table = null
                    shown.update { it.copy(guess = null, imported = imported) }
                    phone.reminders.wake(WakeReason.TAP)
                }
            ReadingTap.PickComplete ->
                attempt {
                    val bytes = pick() ?: return@attempt
                    val onConflict = shown.value.choices.onConflict
                    val merged = host.ask { importJson(bytes, onConflict, it) }
                    shown.update { it.copy(guess = null, imported = null, merged = merged) }
                    phone.reminders.wake(WakeReason.TAP)
                }
        }
    }

    private fun preview(changed: (ImportChoices) -> ImportChoices) {
        shown.update { it.copy(choices = changed(it.choices)) }
        attempt { guess() }
    }

    private suspend fun guess() {
        val bytes = table ?: return
        val choices = shown.value.choices
        val guess = host.ask { previewTable(bytes, choices, it) }
        shown.update { it.copy(guess = guess) }
    }

    private suspend fun pick(): ByteArray? = phone.picking.pick()?.let { path -> withContext(Dispatchers.IO) { File(path).readBytes() } }

    private fun attempt(what: suspend () -> Unit) {
        scope.launch {
            try {
                what()
                shown.update { it.copy(trouble = null) }
            } catch (trouble: ApiException) {
                shown.update { it.copy(trouble = trouble) }
            }
        }
    }
}

/** Every guess is the core's, and what is here already stays and is filled in. */
private val AS_IT_IS = ImportChoices(listOf(), null, null, null, null, null, OnConflict.FILL)
