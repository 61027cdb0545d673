package app.lull.ui

import androidx.compose.ui.test.ComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.assertIsEnabled
import androidx.compose.ui.test.assertIsNotEnabled
import androidx.compose.ui.test.assertIsNotSelected
import androidx.compose.ui.test.assertIsOff
import androidx.compose.ui.test.assertIsOn
import androidx.compose.ui.test.assertIsSelected
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.onNodeWithText
import app.lull.core.HoldLevel
import app.lull.core.HoldReason
import app.lull.core.ProgramKind
import app.lull.core.SessionRequest
import app.lull.core.Trigger
import app.lull.core.offers
import app.lull.ui.words.English
import app.lull.ui.words.German
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertIs
import kotlin.test.assertNotNull
import kotlin.test.assertNull

/** A massage that no reminder asked for. */
@OptIn(ExperimentalTestApi::class)
class StartScreenTest {
    private val which = "Which massage?"
    private val legs = "How do your legs feel now?"
    private val bath = "After a warm bath"
    private val ofTheirChoice = "Holds 50 %, the strength you chose."

    private fun another(
        bedside: Bedside = Bedside("20:25").setUp(),
        story: ComposeUiTest.(Bedside) -> Unit,
    ) = play(bedside) {
        tap("Another massage…")
        story(bedside)
    }

    private val Bedside.running get() = ask { runningSession() }
    private val Bedside.triggers get() = ask { entry(TONIGHT) }?.details?.triggers

    @Test
    fun `it says how strongly it will hold and why, and so it runs`() =
        another { bedside ->
            sees("Before symptoms, 26 minutes")
            sees("In the night, quiet, 15 minutes")
            sees(ofTheirChoice)
            answer(which, "At lights-out, 12 minutes")
            answer(legs, "7")
            sees("Holds 58 %, because of how your legs feel.")
            tap(bath)
            assertNull(bedside.running, "nothing starts by itself")
            tap("Start the massage")
            waitsFor("Massage at 58 %")
            assertEquals(ProgramKind.TOP_UP, assertNotNull(bedside.running).view().program)
            assertEquals(listOf(Trigger.BATH), bedside.triggers)
            tap("Stop")
            waitsFor("You stopped it.")
            tap("Done")
            sees("Reminder at")
        }

    @Test
    fun `the usual one is chosen, and legs and bath that were said are taken back`() =
        another { bedside ->
            onNode(hasContentDescription("$which Before symptoms, 26 minutes")).assertIsSelected()
            answer(legs, "7")
            onNode(hasContentDescription("$legs 7")).assertIsSelected()
            answer(legs, "7")
            onNode(hasContentDescription("$legs 7")).assertIsNotSelected()
            sees(ofTheirChoice)
            tap(bath)
            onNodeWithText(bath).assertIsOn()
            tap(bath)
            onNodeWithText(bath).assertIsOff()
            tap("Start the massage")
            waitsFor("Massage at 50 %")
            assertEquals(ProgramKind.EVENING, assertNotNull(bedside.running).view().program)
            assertNull(bedside.triggers)
            tap("Stop")
            waitsFor("You stopped it.")
        }

    @Test
    fun `what hinders a start is said, and Start waits for it`() =
        another(Bedside("20:25")) { bedside ->
            sees("A few safety questions come before the first massage.")
            onNodeWithText("Start the massage").assertIsNotEnabled()
            bedside.setUp()
            goBack()
            tap("Another massage…")
            onNodeWithText("Start the massage").assertIsEnabled()
            seesNot("A few safety questions")
        }

    @Test
    fun `where a massage runs already, it leads there and starts none`() =
        another(Bedside("20:25", speed = 1u).setUp()) { bedside ->
            val elsewhere = bedside.ask { startSession(SessionRequest(ProgramKind.EVENING, 7u), it) }
            answer(legs, "3")
            seesNot(which)
            tap("A massage is running")
            waitsFor("seen at the massager")
            assertEquals(elsewhere.id(), bedside.running?.id())
            tap("Stop")
            waitsFor("You stopped it.")
            tap("Done")
            assertIs<Place.Tonight>(bedside.lull.places.value.single())
        }

    @Test
    fun `both languages say each massage and each reason in words of their own`() {
        for (massage in offers().massages) assertEquals(2, setOf(English.start.massage(massage), German.start.massage(massage)).size)
        val reasons = listOf(HoldReason.Chosen, HoldReason.LegsNow, HoldReason.HelpedBefore(3u)).map { HoldLevel(60u, it) }
        assertEquals(6, reasons.flatMap { listOf(English.start.holds(it), German.start.holds(it)) }.toSet().size)
        assertEquals("Holds 60 %, which helped 3 times with legs like now.", English.start.holds(reasons.last()))
        assertEquals("Hält 60 %. Das half 3-mal bei Beinen wie jetzt.", German.start.holds(reasons.last()))
    }
}
