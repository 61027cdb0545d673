package app.lull.ui

import androidx.compose.ui.test.ComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import app.lull.core.Advice
import app.lull.core.Evidence
import app.lull.core.FlagKind
import app.lull.core.Lab
import app.lull.core.Medicine
import app.lull.core.MedicineClass
import app.lull.core.PatternShift
import app.lull.ui.words.English
import app.lull.ui.words.German
import app.lull.ui.words.Times
import java.util.Locale
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertTrue

@OptIn(ExperimentalTestApi::class)
class DoctorScreenTest {
    private val times = Times(Locale.UK, is24Hour = true)

    private fun doctor(
        bedside: Bedside,
        look: Look = Look("night"),
        story: ComposeUiTest.() -> Unit,
    ) = play(bedside, look) {
        tap(look.words.more.title)
        tap(look.words.doctor.title)
        story()
    }

    @Test
    fun `a diary without a pattern is not said to be healthy`() {
        val bedside = Bedside().setUp()
        assertEquals(listOf(), bedside.ask { flags(it) })
        doctor(bedside) {
            sees("no rule found its pattern in what was logged, and nothing more")
            sees("discuss it with your doctor")
        }
    }

    @Test
    fun `every flag of the core is told with its numbers and ends with the doctor`() {
        val bedside = Bedside().setUp().nights(60).examined()
        val flags = bedside.ask { flags(it) }
        assertTrue(flags.map { it.kind }.containsAll(listOf(FlagKind.LOW_IRON, FlagKind.MEDICINE_MAY_WORSEN)), "$flags")
        doctor(bedside) {
            sees("not a diagnosis")
            for (flag in flags) {
                sees(English.doctor.flag(flag.kind))
                sees(English.doctor.evidence(flag.evidence, times))
            }
            sees("Ferritin 41.2 ng/mL on 3 November 2026.")
            sees("Sertraline (SSRI or SNRI)")
        }
    }

    @Test
    fun `every card of the core is shown in the person's language, with its source`() {
        for (look in listOf(Look("night"), Look("german", words = German))) {
            val bedside = Bedside().setUp()
            val cards = bedside.ask { cards(it) }
            assertTrue(cards.isNotEmpty())
            doctor(bedside, look) {
                for (card in cards) {
                    sees(look.words.doctor.card(card).title)
                    sees(look.words.doctor.source(card))
                }
            }
        }
    }

    @Test
    fun `the page to bring along is one tap away, and back leads here`() =
        doctor(Bedside().setUp()) {
            tap("A page to bring along")
            sees("What it says")
            goBack()
            sees("Good to know")
        }

    @Test
    fun `every advice sends to a doctor, and none tells to stop a medicine`() {
        for (advice in Advice.entries) {
            assertTrue("doctor" in English.doctor.advice(advice), "$advice")
            assertTrue("ärztlich" in German.doctor.advice(advice), "$advice")
        }
        assertTrue("Do not stop" in English.doctor.advice(Advice.ASK_DO_NOT_STOP))
        assertTrue("Kein Medikament" in German.doctor.advice(Advice.ASK_DO_NOT_STOP))
    }

    @Test
    fun `no evidence is told as a diagnosis`() {
        val all =
            listOf(
                Evidence.Nights(5u, 14u),
                Evidence.Means(6.0, 6.5, 4u),
                Evidence.Sides(6.2, 4.1),
                Evidence.Iron("2026-11-03", 412u, 185u),
                Evidence.LastTest(null),
                Evidence.LastTest("2025-01-03"),
                Evidence.Medicine("Sertraline", MedicineClass.SSRI),
                Evidence.Mood(12u, 3.0),
                Evidence.Pattern(PatternShift(150.0, spread = true, shorterRest = true, stronger = true)),
                Evidence.Said,
            )
        for (words in listOf(English.doctor, German.doctor)) {
            for (evidence in all) {
                val told = words.evidence(evidence, times)
                assertFalse("null" in told || "you have" in told.lowercase() || "sie haben" in told.lowercase(), told)
            }
        }
    }
}

/** A low iron test, and a medicine that can make it worse for some. */
internal fun Bedside.examined() =
    apply {
        ask { addLab(Lab("2026-11-03", 412u, null, ""), it) }
        ask { addMedicine(Medicine("Sertraline", MedicineClass.SSRI, "", listOf(), null, null), it) }
    }
