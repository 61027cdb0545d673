package app.lull.ui

import androidx.compose.ui.test.ComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.assertIsNotEnabled
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextReplacement
import app.lull.core.Background
import app.lull.core.MedicineClass
import kotlin.test.Test
import kotlin.test.assertEquals

@OptIn(ExperimentalTestApi::class)
class HealthScreenTest {
    private fun health(
        bedside: Bedside = Bedside().setUp(),
        story: ComposeUiTest.(Bedside) -> Unit,
    ) = play(bedside) {
        tap("More")
        tap("Medicines and iron")
        story(bedside)
    }

    private fun ComposeUiTest.write(
        label: String,
        text: String,
    ) {
        onNode(hasSetTextAction().and(hasText(label))).performScrollTo().performTextReplacement(text)
        waitForIdle()
    }

    private val Bedside.medicines get() = ask { medicines() }.map { it.medicine }
    private val Bedside.labs get() = ask { labs() }.map { it.lab }

    @Test
    fun `a medicine is kept, stopped today, taken out and brought back`() =
        health { bedside ->
            tap("Add a medicine")
            onNodeWithText("Keep this medicine").assertIsNotEnabled()
            write("Its name", "Pramipexole")
            answer("What kind is it?", "dopamine agonist")
            tap("Keep this medicine")
            assertEquals(MedicineClass.DOPAMINE_AGONIST, bedside.medicines.single().`class`)
            sees("Pramipexole · dopamine agonist")
            tapNamed("Not taken any more: Pramipexole")
            assertEquals(TONIGHT, bedside.medicines.single().until)
            sees("until 21 November 2026")
            val before = bedside.medicines
            tapNamed("Take out: Pramipexole")
            assertEquals(listOf(), bedside.medicines)
            tap("Undo")
            assertEquals(before, bedside.medicines)
        }

    @Test
    fun `an iron test is written as the laboratory wrote it, with a comma or a point`() =
        health { bedside ->
            tap("Add an iron test")
            onNodeWithText("Keep this test").assertIsNotEnabled()
            write("Date (year-month-day)", "2026-11-03")
            write("Ferritin, in ng/mL or µg/L", "41,2")
            write("Transferrin saturation, in %", "18.5")
            tap("Keep this test")
            val lab = bedside.labs.single()
            assertEquals(listOf(412u, 185u), listOf(lab.ferritinTenths, lab.tsatTenths))
            val told = "3 November 2026 · ferritin 41.2 ng/mL · transferrin saturation 18.5 %"
            sees(told)
            tapNamed("Take out: $told")
            assertEquals(listOf(), bedside.labs)
            tap("Undo")
            assertEquals(lab, bedside.labs.single())
        }

    @Test
    fun `a date that is none is said, and nothing is kept`() =
        health { bedside ->
            tap("Add an iron test")
            write("Date (year-month-day)", "last spring")
            write("Ferritin, in ng/mL or µg/L", "41")
            tap("Keep this test")
            sees("That cannot be kept")
            assertEquals(listOf(), bedside.labs)
        }

    @Test
    fun `a number that is none is said beside the form, which keeps what was written until it can be kept`() =
        health { bedside ->
            tap("Add an iron test")
            write("Ferritin, in ng/mL or µg/L", "41.25")
            write("Transferrin saturation, in %", "18.5")
            tap("Keep this test")
            sees("That cannot be kept. Ferritin: a number with at most one decimal, such as 41.2.")
            assertEquals(listOf(), bedside.labs)
            sees("41.25")
            write("Ferritin, in ng/mL or µg/L", "41.2")
            tap("Keep this test")
            seesNot("That cannot be kept")
            assertEquals(listOf(412u, 185u), bedside.labs.single().run { listOf(ferritinTenths, tsatTenths) })
            seesNot("Keep this test")
            tap("Add an iron test")
            onNodeWithText("Keep this test").assertIsNotEnabled()
        }

    @Test
    fun `a medicine that cannot be kept stays written`() =
        health { bedside ->
            tap("Add a medicine")
            write("Its name", "Pramipexole ".repeat(100))
            tap("Keep this medicine")
            sees("That cannot be kept. Name: too long; at most 200 letters.")
            assertEquals(listOf(), bedside.medicines)
            write("Its name", "Pramipexole")
            tap("Keep this medicine")
            assertEquals("Pramipexole", bedside.medicines.single().name)
            seesNot("Keep this medicine")
        }

    @Test
    fun `questions and what applies stand on the page for the doctor`() =
        health { bedside ->
            write("At most three, one a line", "Is my ferritin high enough?\n\nWhat about iron?")
            tap("Keep the questions")
            tap("Restless legs in the family")
            val kept = bedside.ask { forDoctor() }
            assertEquals(listOf("Is my ferritin high enough?", "What about iron?"), kept.questions)
            assertEquals(listOf(Background.FAMILY_HISTORY), kept.background)
            goBack()
            tap("A page for your doctor")
            sees("Is my ferritin high enough?")
        }
}
