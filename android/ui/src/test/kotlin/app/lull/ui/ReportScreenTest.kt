package app.lull.ui

import androidx.compose.ui.test.ComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import app.lull.core.Language
import app.lull.ui.words.German
import kotlin.test.Test
import kotlin.test.assertContentEquals
import kotlin.test.assertEquals
import kotlin.test.assertTrue

@OptIn(ExperimentalTestApi::class)
class ReportScreenTest {
    private fun report(
        bedside: Bedside = Bedside().setUp().nights(60),
        look: Look = Look("night"),
        story: ComposeUiTest.(Bedside) -> Unit,
    ) = play(bedside, look) {
        tap(look.words.more.title)
        tap(look.words.report.title)
        story(bedside)
    }

    private val Bedside.last get() = sharing.shared.last()

    @Test
    fun `the page is read before it is handed over, in the nights asked for`() =
        report { bedside ->
            val nights = bedside.ask { trends(28u, it) }
            sees("${nights.all.logged} of 28 nights logged")
            answer("How many nights?", "90 nights")
            val more = bedside.ask { trends(90u, it) }
            sees("${more.all.logged} of 90 nights logged")
        }

    @Test
    fun `the page is in the person's language`() = report(look = Look("german", words = German)) { sees("von 28 Nächten eingetragen") }

    @Test
    fun `everything that stands on the page can be read before`() =
        report { bedside ->
            val page = bedside.ask { now -> trends(28u, now).let { reportPage(it.from, it.to, Language.EN, now) } }
            val lines = page.sections.flatMap { section -> section.lines.map { line -> line.label?.let { "$it: ${line.text}" } ?: line.text } }
            val said = listOf(page.title, page.period) + page.sections.map { it.title } + lines + page.footer
            assertTrue(said.size > 20, "$said")
            for (text in said) assertTrue(count(text) > 0, text)
        }

    @Test
    fun `nothing leaves before the person hands it over`() =
        report { bedside ->
            assertEquals(0, bedside.sharing.shared.size)
            tap("Hand over as PDF")
            assertEquals("application/pdf", bedside.last.mime)
            assertEquals("%PDF", bedside.last.bytes.decodeToString(0, 4))
        }

    @Test
    fun `the page that is printed is the PDF that is handed over`() =
        report { bedside ->
            answer("How many nights?", "90 nights")
            tap("Print")
            tap("Hand over as PDF")
            assertContentEquals(bedside.last.bytes, bedside.printing.printed.single())
            seesNot("Nothing can be printed")
        }

    @Test
    fun `where nothing can be printed, that is said with another way`() =
        report { bedside ->
            bedside.printing.isThere = false
            tap("Print")
            sees("Nothing can be printed from here. Hand the page over as PDF")
            bedside.printing.isThere = true
            tap("Print")
            seesNot("Nothing can be printed")
        }

    @Test
    fun `the text that is handed over is the core's, letter by letter`() =
        report { bedside ->
            tap("As text")
            val nights = bedside.ask { trends(28u, it) }
            val text = bedside.ask { reportText(nights.from, nights.to, Language.EN, it) }
            assertContentEquals(text.encodeToByteArray(), bedside.last.bytes)
        }

    @Test
    fun `the diary goes out as a table and complete, as the core writes it`() =
        report { bedside ->
            tap("As a table (CSV)")
            assertEquals(bedside.ask { exportCsv() }, bedside.last.bytes.decodeToString())
            tap("Complete (JSON)")
            assertTrue(bedside.last.bytes.decodeToString().startsWith("{"))
            assertEquals(listOf("lull-diary.csv", "lull-diary.json"), bedside.sharing.shared.map { it.name })
        }
}
