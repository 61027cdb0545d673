package app.lull.ui

import androidx.compose.ui.test.ComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.hasContentDescription
import app.lull.core.stretches
import app.lull.ui.words.English
import app.lull.ui.words.German
import kotlin.test.Test
import kotlin.test.assertEquals

@OptIn(ExperimentalTestApi::class)
class StretchScreenTest {
    private fun ComposeUiTest.seesDrawing(shows: String) = onNode(hasContentDescription(shows)).assertExists("nothing drawn shows: $shows")

    @Test
    fun `the stretches are read and seen, then led one after the other, and no motor runs`() {
        val bedside = Bedside("20:25", speed = 1u).setUp()
        play(bedside) {
            tap("More")
            tap("Stretches")
            for ((name, how, drawing) in English.stretch.stretches) {
                sees(name)
                sees(how)
                seesDrawing(drawing)
            }
            assertEquals(stretches().size, count("45 seconds"))
            tap("Start the stretches")
            waitsFor("Stretch 1")
            sees(English.stretch.stretches.first().how)
            seesDrawing(English.stretch.stretches.first().drawing)
            assertEquals(0u, bedside.ask { simulatedMassager(it).motor() })
            tap("Stop")
            waitsFor("You stopped it.")
            tap("Done")
            sees("3 calf stretches.")
        }
    }

    @Test
    fun `both languages tell the stretches of the core`() {
        val exercises = stretches().map { it.exercise }
        for (words in listOf(English, German)) assertEquals(words.stretch.stretches, exercises.map { words.stretch.guide(it) })
    }
}
