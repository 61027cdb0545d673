package app.lull.ui

import app.lull.core.ApiException
import app.lull.core.ClockTime
import app.lull.core.Entry
import app.lull.core.Lab
import app.lull.core.MorningAnswer
import app.lull.core.Walk
import app.lull.core.tenths
import app.lull.ui.words.English
import app.lull.ui.words.German
import app.lull.ui.words.Times
import java.util.Locale
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertTrue

/** What the core refuses is said by the field's name on the screen and with what is possible, in both languages. */
class InvalidWordsTest {
    private val bedside = Bedside("18:00").setUp()
    private val times = Times(Locale.UK, true)

    private fun refused(what: app.lull.core.App.(app.lull.core.Moment) -> Unit): Pair<String, String> {
        val trouble = assertFailsWith<ApiException.InvalidInput> { bedside.ask(what) }
        return English.trouble(trouble, times) to German.trouble(trouble, times)
    }

    @Test
    fun `answers about a night`() {
        val walk = Walk(ClockTime(2u, 0u), 10u)
        assertEquals(
            "That cannot be kept. Walks: from 0 to 20 is possible, not 21." to
                "Das kann nicht behalten werden. Gänge: möglich ist 0 bis 20, nicht 21.",
            refused { answerMorning(TONIGHT, MorningAnswer.Walks(List(21) { walk }), it) },
        )
        val (english, german) = refused { answerMorning(TONIGHT, MorningAnswer.Note("a".repeat(5000)), it) }
        assertEquals("That cannot be kept. Note: too long; at most 4096 letters.", english)
        assertEquals("Das kann nicht behalten werden. Notiz: zu lang; höchstens 4096 Buchstaben.", german)
        assertTrue("Night: 2026-11-21 is the latest possible, not 2026-11-22" in refused { log(Entry("2026-11-22"), it) }.first)
    }

    @Test
    fun `numbers and dates of a laboratory`() {
        val (_, german) = refused { tenths("tsat", "viel") }
        assertEquals("Das kann nicht behalten werden. Transferrinsättigung: eine Zahl mit höchstens einer Nachkommastelle, wie 18,5.", german)
        val (english, _) = refused { addLab(Lab("2026-11-20", null, null, ""), it) }
        assertEquals("That cannot be kept. Ferritin: something has to be there.", english)
    }

    @Test
    fun `settings that contradict each other name the other one`() {
        val pinned = refused { saveSettings(settings().copy(pinned = ClockTime(3u, 0u))) }
        assertEquals(
            "That cannot be kept. Reminder: it does not go with this: Times for reminders." to
                "Das kann nicht behalten werden. Erinnerung: das passt nicht zu: Zeiten für Erinnerungen.",
            pinned,
        )
    }
}
