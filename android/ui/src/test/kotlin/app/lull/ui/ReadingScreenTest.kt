package app.lull.ui

import androidx.compose.ui.test.ComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import app.lull.core.ClockTime
import app.lull.core.Onset
import app.lull.core.Symptoms
import java.nio.file.Path
import kotlin.io.path.createTempFile
import kotlin.io.path.deleteIfExists
import kotlin.io.path.writeText
import kotlin.test.AfterTest
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertIs
import kotlin.test.assertNotNull
import kotlin.test.assertNull

@OptIn(ExperimentalTestApi::class)
class ReadingScreenTest {
    private val files = mutableListOf<Path>()

    @AfterTest
    fun tidy() = files.forEach { it.deleteIfExists() }

    private fun file(text: String): String = createTempFile("lull", null).also { files.add(it) }.apply { writeText(text) }.toString()

    private fun reading(
        bedside: Bedside = Bedside().setUp(),
        story: ComposeUiTest.(Bedside) -> Unit,
    ) = play(bedside) {
        tap("More")
        tap("Nights from a file")
        story(bedside)
    }

    private val table = "Date;Started;Worst (0-10);Weather\n03.11.2026;20:10;6;rain\n04.11.2026;19:50;7;sun\n"

    @Test
    fun `a table is shown as it would be read, and nothing is read before the person agrees`() =
        reading { bedside ->
            bedside.picking.picked = file(table)
            tap("Choose a table (CSV)")
            sees("Started: when they started")
            sees("Weather: not used")
            sees("such as rain")
            sees("From Tuesday 3 November to Wednesday 4 November.")
            assertNull(bedside.ask { entry("2026-11-03") })
            tap("Read 2 nights")
            sees("Read 2 nights: 2 new, 0 changed, 0 as they were.")
            val entry = assertNotNull(bedside.ask { entry("2026-11-03") })
            assertEquals(ClockTime(20u, 10u), assertIs<Onset.At>(entry.onset).time)
            seesNot("How it would be read")
        }

    @Test
    fun `dates that were misunderstood are read in the other order`() =
        reading { bedside ->
            bedside.picking.picked = file("Date,Started\n03/11/2026,20:10\n04/11/2026,19:50\n")
            tap("Choose a table (CSV)")
            answer("How are its dates written?", "Month first")
            sees("From Wednesday 11 March to Saturday 11 April.")
            answer("How are its dates written?", "Day first")
            tap("Read 2 nights")
            assertNotNull(bedside.ask { entry("2026-11-03") })
        }

    @Test
    fun `a night that is here already stays when the person says so`() {
        val bedside = Bedside().setUp()
        bedside.ask { importCsv("night,severity\n2026-11-03,2\n".encodeToByteArray(), it) }
        reading(bedside) {
            bedside.picking.picked = file(table)
            answer("A night that is here already", "Stays as it is")
            tap("Choose a table (CSV)")
            tap("Read 2 nights")
            assertEquals(2u, bedside.ask { entry("2026-11-03") }?.severity)
            assertNotNull(bedside.ask { entry("2026-11-04") })
        }
    }

    @Test
    fun `the complete file of another phone brings its nights`() {
        val complete = Bedside().setUp().nights(20).use { other -> other.ask { exportJson(it) } }
        reading { bedside ->
            bedside.picking.picked = file(complete)
            tap("Choose a complete file (JSON)")
            sees("Read: 17 nights new")
            assertEquals(Symptoms.YES, bedside.ask { entry(LAST_NIGHT) }?.symptoms)
        }
    }

    @Test
    fun `a file that is none changes nothing and is said`() =
        reading { bedside ->
            bedside.picking.picked = file("no table at all")
            tap("Choose a complete file (JSON)")
            sees("That cannot be kept")
            tap("Choose a table (CSV)")
            sees("That cannot be kept")
            assertEquals(listOf(), bedside.ask { nights(null, null) })
        }
}
