package app.lull.ui

import androidx.compose.runtime.Composable
import org.jetbrains.skia.Bitmap
import org.jetbrains.skia.Image
import java.io.File
import kotlin.math.abs
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import kotlin.test.fail

/**
 * Pictures of the screens, kept in docs/screens/android and compared. With `LULL_PICTURES=draw` in the environment they are
 * drawn anew, to be looked at and kept.
 */
abstract class Pictures {
    private val kept = File(System.getProperty("lull.pictures"))
    private val draws = System.getenv("LULL_PICTURES") == "draw"

    protected fun compared(
        screen: String,
        height: Int = 891,
        content: @Composable () -> Unit,
    ) {
        val differing =
            Look.ALL.mapNotNull { look ->
                val name = "$screen-${look.name}.png"
                // whoever needs large letters scrolls further
                val long = if (look.letters > 1f) height * 1500 / 891 else height
                // a long page is drawn smaller: many large pictures are a burden to everyone who clones this
                val drawn = picture(look, long, if (height > 891) 1f else 2f, content)
                val file = File(kept, name)
                if (draws) {
                    kept.mkdirs()
                    file.writeBytes(drawn.png())
                    return@mapNotNull null
                }
                if (!file.isFile) fail("$file is missing; draw it with LULL_PICTURES=draw")
                val share = difference(Image.makeFromEncoded(file.readBytes()), drawn)
                if (share <= MOST_DIFFERENT) return@mapNotNull null
                File("target/$name").writeBytes(drawn.png())
                "$name: ${"%.2f".format(share * 100)} % differ, see target/$name"
            }
        assertTrue(differing.isEmpty(), differing.joinToString("\n"))
    }

    /** The share of pixels that are visibly others. */
    private fun difference(
        one: Image,
        other: Image,
    ): Double {
        assertEquals(one.width to one.height, other.width to other.height)
        val (first, second) = Bitmap.makeFromImage(one) to Bitmap.makeFromImage(other)
        var differing = 0
        for (y in 0 until one.height) {
            for (x in 0 until one.width) {
                val (a, b) = first.getColor(x, y) to second.getColor(x, y)
                val far = listOf(0, 8, 16).maxOf { shift -> abs((a shr shift and 0xff) - (b shr shift and 0xff)) }
                if (far > 24) differing++
            }
        }
        return differing.toDouble() / (one.width * one.height)
    }

    private companion object {
        /** Letters are drawn a little differently from one version of a library to the next. */
        const val MOST_DIFFERENT = 0.005
    }
}
