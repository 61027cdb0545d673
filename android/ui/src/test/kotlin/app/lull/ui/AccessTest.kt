package app.lull.ui

import androidx.compose.material3.ColorScheme
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.luminance
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.ComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.unit.dp
import app.lull.core.BodyPart
import app.lull.core.DeviceKind
import app.lull.core.FoundDevice
import app.lull.ui.devices.DevicesTap
import app.lull.ui.more.MoreTap
import app.lull.ui.theme.Light
import app.lull.ui.theme.colours
import kotlin.test.Test
import kotlin.test.assertTrue

/** What everyone needs of a screen, measured: names, sizes, contrast. */
@OptIn(ExperimentalTestApi::class)
class AccessTest {
    private fun SemanticsNode.name() =
        config.getOrNull(SemanticsProperties.ContentDescription)?.joinToString()
            ?: config.getOrNull(SemanticsProperties.Text)?.joinToString { it.text }
            ?: config.getOrNull(SemanticsProperties.EditableText)?.text

    private fun ComposeUiTest.everyControlIsNamedAndLargeEnough(least: Int) {
        val controls = onAllNodes(hasClickAction()).fetchSemanticsNodes()
        assertTrue(controls.size >= least, "${controls.size} controls")
        for (control in controls) {
            val name = control.name()
            assertTrue(!name.isNullOrBlank(), "a control without a name: ${control.config}")
            with(density) {
                val bounds = control.touchBoundsInRoot
                // a control below the screen's edge has its size, though not its bounds, there
                val height = maxOf(bounds.height.toDp(), control.size.height.toDp())
                val width = maxOf(bounds.width.toDp(), control.size.width.toDp())
                assertTrue(height >= 48.dp && width >= 48.dp, "$name is only $width by $height")
            }
        }
    }

    @Test
    fun `every control has a name and is 48 dp large, however it is looked at`() {
        for (look in Look.ALL) {
            // as fast as the world: the massage is still running when its screen was measured
            val bedside = Bedside("20:25", speed = 1u).setUp()
            play(bedside, look) {
                everyControlIsNamedAndLargeEnough(6)
                tap(look.words.tonight.start)
                waitsFor(look.words.session.stop)
                everyControlIsNamedAndLargeEnough(4)
                tap(look.words.session.stop)
                waitsFor(look.words.session.done)
                tap(look.words.session.done)
                tap(look.words.setup.open)
                everyControlIsNamedAndLargeEnough(15)
                tap(look.words.setup.done)
                val night = bedside.ask { overview(it).toLog!! }
                tap(look.words.tonight.toLog(night, look.times))
                everyControlIsNamedAndLargeEnough(30)
                tap(look.words.night.more)
                tap(look.words.night.part(BodyPart.CALVES))
                tap(look.words.night.addWalk)
                tap(look.words.night.keepWalkWithoutTime)
                tap(look.words.night.addWalk)
                everyControlIsNamedAndLargeEnough(100)
            }
        }
    }

    @Test
    fun `so has every control of every other screen`() {
        for (look in Look.ALL) {
            val bedside = Bedside("20:25").setUp().nights(20).withFeet()
            play(bedside, look) {
                tap(look.words.tonight.another)
                // back, three massages, eleven points, the bath, and Start
                everyControlIsNamedAndLargeEnough(17)
                bedside.lull.back()
                waitForIdle()
                tap(look.words.more.title)
                everyControlIsNamedAndLargeEnough(MoreTap.entries.size)
                for (way in MoreTap.entries - MoreTap.BACK) {
                    tap(look.words.more.name(way))
                    everyControlIsNamedAndLargeEnough(1)
                    bedside.lull.back()
                    waitForIdle()
                }
                tap(look.words.devices.title)
                // what a search heard: back, name, password, Add, and once it was asked for, the tick
                val devices = (bedside.lull.places.value.last() as Place.Devices).visited
                devices.tap(DevicesTap.Add(FoundDevice(null, "Thing", (-50).toShort(), "C0:00:00:00:00:01", DeviceKind.SEM6000, true, null, null)))
                waitForIdle()
                everyControlIsNamedAndLargeEnough(4)
                tap(look.words.devices.keep)
                everyControlIsNamedAndLargeEnough(5)
                bedside.lull.back()
                waitForIdle()
                tap("Feet")
                everyControlIsNamedAndLargeEnough(5)
                tap(look.words.devices.rename)
                tap(look.words.devices.forget)
                everyControlIsNamedAndLargeEnough(7)
            }
        }
    }

    @Test
    fun `every text stands out from its ground by at least 4,5 to 1`() {
        for (light in Light.entries) {
            for ((name, pair) in light.colours().texts()) {
                val contrast = contrast(pair.first, pair.second)
                println("$light $name ${"%.1f".format(contrast)}")
                assertTrue(contrast >= 4.5, "$light, $name: only $contrast to 1")
            }
        }
    }

    @Test
    fun `the night and the red light are truly black`() {
        for (light in listOf(Light.NIGHT, Light.RED)) {
            assertTrue(light.colours().background == Color.Black && light.colours().surface == Color.Black)
        }
    }

    private fun ColorScheme.texts() =
        mapOf(
            "text" to (onBackground to background),
            "quiet text" to (onSurfaceVariant to background),
            "quiet text on a card" to (onSurfaceVariant to surfaceContainer),
            "text on a card" to (onSurface to surfaceContainer),
            "main button" to (onPrimary to primary),
            "side button" to (primary to background),
            "quiet button on a card" to (primary to surfaceContainer),
            "warning" to (onErrorContainer to errorContainer),
            "quiet button on a warning" to (primary to errorContainer),
        )

    /** As WCAG 2.2 defines it. */
    private fun contrast(
        one: Color,
        other: Color,
    ): Double {
        val (dark, light) = listOf(one.luminance().toDouble(), other.luminance().toDouble()).sorted()
        return (light + 0.05) / (dark + 0.05)
    }
}
