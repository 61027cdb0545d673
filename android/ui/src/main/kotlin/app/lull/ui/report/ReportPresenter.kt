package app.lull.ui.report

import app.lull.core.ApiException
import app.lull.core.App
import app.lull.core.CoreHost
import app.lull.core.Language
import app.lull.core.Moment
import app.lull.core.ReportPage
import app.lull.core.offers
import app.lull.ui.Phone
import app.lull.ui.Visited
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch

/** The page for the doctor. */
data class ReportState(
    /** How many nights it is about; absent at first: as many as the core offers then. */
    val nights: UShort? = null,
    /** How many can be asked for with one tap. */
    val stretches: List<UShort> = listOf(),
    /** Absent until it was read. */
    val page: ReportPage? = null,
    /** Nothing can be printed from here; known once it was asked for. */
    val cannotPrint: Boolean = false,
    val trouble: ApiException? = null,
)

/** What can be handed over. */
enum class Paper { REPORT_PDF, REPORT_TEXT, DIARY_CSV, DIARY_JSON }

/** What a tap on this screen asks for. */
sealed interface ReportTap {
    data object Look : ReportTap

    data object Leave : ReportTap

    data class About(
        val nights: UShort,
    ) : ReportTap

    data object Print : ReportTap

    data class Share(
        val paper: Paper,
    ) : ReportTap
}

/** Lets the core write the page, and hands files over. */
class ReportPresenter(
    private val scope: CoroutineScope,
    private val host: CoreHost,
    private val phone: Phone,
    private val leave: () -> Unit,
) : Visited {
    private val shown = MutableStateFlow(ReportState())
    val state: StateFlow<ReportState> = shown.asStateFlow()

    /** The core writes whole pages, so it must know the screen's language. */
    private var language = Language.EN

    fun write(language: Language) {
        this.language = language
        look()
    }

    override fun look() =
        attempt {
            val offers = host.ask { offers() }
            val nights = shown.value.nights ?: offers.nightsAtFirst
            val page = host.ask { now -> trends(nights, now).let { reportPage(it.from, it.to, language, now) } }
            shown.update { it.copy(nights = nights, stretches = offers.reportNights, page = page, trouble = null) }
        }

    fun tap(tap: ReportTap) {
        when (tap) {
            ReportTap.Look -> look()
            ReportTap.Leave -> leave()
            is ReportTap.About -> {
                shown.update { it.copy(nights = tap.nights) }
                look()
            }
            ReportTap.Print ->
                attempt {
                    val pdf = written(Paper.REPORT_PDF)
                    val printed = phone.printing.print(Paper.REPORT_PDF.file, pdf)
                    shown.update { it.copy(cannotPrint = !printed, trouble = null) }
                }
            is ReportTap.Share ->
                attempt {
                    phone.sharing.share(tap.paper.file, tap.paper.mime, written(tap.paper))
                    shown.update { it.copy(trouble = null) }
                }
        }
    }

    private suspend fun written(paper: Paper): ByteArray {
        val nights = shown.value.nights
        return host.ask { bytes(paper, nights ?: offers().nightsAtFirst, it) }
    }

    /** Which nights the last ones are, the core's trends say. */
    private fun App.bytes(
        paper: Paper,
        nights: UShort,
        now: Moment,
    ): ByteArray =
        when (paper) {
            Paper.REPORT_PDF -> trends(nights, now).let { reportPdf(it.from, it.to, language, now) }
            Paper.REPORT_TEXT -> trends(nights, now).let { reportText(it.from, it.to, language, now) }.encodeToByteArray()
            Paper.DIARY_CSV -> exportCsv().encodeToByteArray()
            Paper.DIARY_JSON -> exportJson(now).encodeToByteArray()
        }

    private fun attempt(what: suspend () -> Unit) {
        scope.launch {
            try {
                what()
            } catch (trouble: ApiException) {
                shown.update { it.copy(trouble = trouble) }
            }
        }
    }
}

private val Paper.file
    get() =
        when (this) {
            Paper.REPORT_PDF -> "lull-report.pdf"
            Paper.REPORT_TEXT -> "lull-report.txt"
            Paper.DIARY_CSV -> "lull-diary.csv"
            Paper.DIARY_JSON -> "lull-diary.json"
        }

private val Paper.mime
    get() =
        when (this) {
            Paper.REPORT_PDF -> "application/pdf"
            Paper.REPORT_TEXT -> "text/plain"
            Paper.DIARY_CSV -> "text/csv"
            Paper.DIARY_JSON -> "application/json"
        }
