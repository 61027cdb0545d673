package app.lull.ui.health

import app.lull.core.ApiException
import app.lull.core.App
import app.lull.core.Background
import app.lull.core.CoreHost
import app.lull.core.Day
import app.lull.core.ForDoctor
import app.lull.core.Lab
import app.lull.core.LabRecord
import app.lull.core.Medicine
import app.lull.core.MedicineClass
import app.lull.core.MedicineRecord
import app.lull.core.Moment
import app.lull.core.tenths
import app.lull.ui.Visited
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch

/** What a doctor will ask about. */
data class HealthState(
    /** Absent until they were read. */
    val told: HealthTold? = null,
    /** What was just taken out, and can be brought back. */
    val gone: Gone? = null,
    /** How often each form was kept: each time it is folded again. */
    val kept: Map<Form, Int> = mapOf(),
    /** What the core does not keep of a form; it stays open with what was written. */
    val refused: Refused? = null,
    val trouble: ApiException? = null,
)

data class HealthTold(
    val medicines: List<MedicineRecord>,
    val labs: List<LabRecord>,
    val forDoctor: ForDoctor,
    val today: Day,
)

/** What is written down before it is kept. */
enum class Form { MEDICINE, LAB }

data class Refused(
    val form: Form,
    val why: ApiException.InvalidInput,
)

sealed interface Gone {
    data class OfMedicines(
        val medicine: Medicine,
    ) : Gone

    data class OfLabs(
        val lab: Lab,
    ) : Gone
}

/** What a tap on this screen asks for. */
sealed interface HealthTap {
    data object Look : HealthTap

    data object Leave : HealthTap

    data class Takes(
        val name: String,
        val kind: MedicineClass,
        val dose: String,
    ) : HealthTap

    data class Stopped(
        val record: MedicineRecord,
    ) : HealthTap

    data class DropMedicine(
        val record: MedicineRecord,
    ) : HealthTap

    /** As the laboratory wrote it. */
    data class Tested(
        val date: String,
        val ferritin: String,
        val saturation: String,
    ) : HealthTap

    data class DropLab(
        val record: LabRecord,
    ) : HealthTap

    data object Undo : HealthTap

    data class Ask(
        val questions: List<String>,
    ) : HealthTap

    data class Applies(
        val background: Background,
    ) : HealthTap
}

/** Keeps medicines, iron tests and questions for the page that the doctor gets. */
class HealthPresenter(
    private val scope: CoroutineScope,
    private val host: CoreHost,
    private val leave: () -> Unit,
) : Visited {
    private val shown = MutableStateFlow(HealthState())
    val state: StateFlow<HealthState> = shown.asStateFlow()

    override fun look() = keep {}

    fun tap(tap: HealthTap) {
        when (tap) {
            HealthTap.Look -> look()
            HealthTap.Leave -> leave()
            is HealthTap.Takes ->
                keep(form = Form.MEDICINE) { addMedicine(Medicine(tap.name.trim(), tap.kind, tap.dose.trim(), listOf(), null, null), it) }
            is HealthTap.Stopped -> keep { stopMedicine(tap.record.id, clockThatCounts(it).today, it) }
            is HealthTap.DropMedicine -> keep(Gone.OfMedicines(tap.record.medicine)) { deleteMedicine(tap.record.id) }
            is HealthTap.Tested -> keep(form = Form.LAB) { addLab(tap.read(), it) }
            is HealthTap.DropLab -> keep(Gone.OfLabs(tap.record.lab)) { deleteLab(tap.record.id) }
            HealthTap.Undo ->
                when (val gone = shown.value.gone) {
                    is Gone.OfMedicines -> keep { addMedicine(gone.medicine, it) }
                    is Gone.OfLabs -> keep { addLab(gone.lab, it) }
                    null -> Unit
                }
            is HealthTap.Ask -> keep { saveForDoctor(forDoctor().copy(questions = tap.questions)) }
            is HealthTap.Applies ->
                keep {
                    val before = forDoctor()
                    val applies = tap.background in before.background
                    saveForDoctor(before.copy(background = before.background.run { if (applies) minus(tap.background) else plus(tap.background) }))
                }
        }
    }

    /** Does it and reads everything anew. [gone] is what it takes out, [form] where it was written. */
    private fun keep(
        gone: Gone? = null,
        form: Form? = null,
        what: App.(Moment) -> Unit,
    ) {
        scope.launch {
            try {
                val told =
                    host.ask { now ->
                        what(now)
                        told(now)
                    }
                shown.update { HealthState(told, gone, if (form == null) it.kept else it.kept + (form to it.times(form) + 1)) }
            } catch (trouble: ApiException) {
                val refused = form?.let { written -> (trouble as? ApiException.InvalidInput)?.let { Refused(written, it) } }
                shown.update { it.copy(refused = refused, trouble = trouble.takeIf { refused == null }) }
            }
        }
    }
}

/** So many times it was kept since the screen was opened. */
internal fun HealthState.times(form: Form) = kept[form] ?: 0

private fun HealthTap.Tested.read() = Lab(date.trim(), ferritin.inTenths("ferritin"), saturation.inTenths("tsat"), "")

/** Absent where nothing is written. */
private fun String.inTenths(field: String) = if (isBlank()) null else tenths(field, this)

internal fun App.told(now: Moment) = HealthTold(medicines(), labs(), forDoctor(), clockThatCounts(now).today)
