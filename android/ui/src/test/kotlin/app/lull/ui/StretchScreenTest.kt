package app.lull.ui

import androidx.compose.ui.test.ExperimentalTestApi
import app.lull.ui.words.English
import app.lull.ui.words.German
import kotlin.test.Test
import kotlin.test.assertEquals

@OptIn(ExperimentalTestApi::class)
class StretchScreenTest {
    @Test
    fun `the stretches are read, then led one after the other, and no motor runs`() {
        val bedside = Bedside("20:25", speed = 1u).setUp()
        play(bedside) {
            tap("More")
            tap("Stretches")
            for ((name, how) in English.stretch.stretches) {
                sees(name)
                sees(how)
            }
            tap("Start the stretches")
            waitsFor("Stretch 1")
            sees(English.stretch.stretches.first().second)
            assertEquals(0u, bedside.ask { simulatedMassager(it).motor() })
            tap("Stop")
            waitsFor("You stopped it.")
            tap("Done")
            sees("Three calf stretches of 45 seconds.")
        }
    }

    @Test
    fun `both languages tell the same stretches`() = assertEquals(English.stretch.stretches.size, German.stretch.stretches.size)
}
