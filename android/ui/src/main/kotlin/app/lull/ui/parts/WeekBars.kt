package app.lull.ui.parts

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.material3.LocalTextStyle
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.CornerRadius
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.LayoutDirection
import androidx.compose.ui.unit.dp

/** One week in a chart. Places on the scale go from 0 to 1. */
internal data class WeekBar(
    val label: String,
    val value: String,
    /** The same in words, for whoever cannot see the bar. */
    val described: String,
    /** Absent: nothing is known of that week. */
    val span: ClosedFloatingPointRange<Float>? = null,
    val mark: Float? = null,
)

/** Weeks below each other, each with its number: readable without the bars, and with large letters. */
@Composable
internal fun WeekBars(
    name: String,
    bars: List<WeekBar>,
) {
    val row = with(LocalDensity.current) { LocalTextStyle.current.lineHeight.toDp() } + 8.dp
    val described = "$name. ${bars.joinToString(" ") { it.described }}"
    Row(
        Modifier.fillMaxWidth().clearAndSetSemantics { contentDescription = described },
        horizontalArrangement = Arrangement.spacedBy(10.dp),
    ) {
        Texts(bars.map { it.label }, row, FontWeight.Normal, MaterialTheme.colorScheme.onSurfaceVariant)
        val colours = MaterialTheme.colorScheme
        Canvas(Modifier.weight(1f).height(row * bars.size)) {
            val each = size.height / bars.size
            bars.forEachIndexed { index, bar -> drawBar(bar, index * each, each, colours.primary, colours.outline) }
        }
        Texts(bars.map { it.value }, row, FontWeight.Bold, MaterialTheme.colorScheme.onSurface)
    }
}

@Composable
private fun Texts(
    texts: List<String>,
    row: Dp,
    weight: FontWeight,
    colour: Color,
) {
    Column(horizontalAlignment = Alignment.End) {
        for (text in texts) {
            Box(Modifier.height(row), contentAlignment = Alignment.CenterStart) {
                Text(text, color = colour, fontWeight = weight, maxLines = 1, softWrap = false)
            }
        }
    }
}

/** The scale as a thin line, the span as a bar on it, the mark as an upright line across. */
private fun DrawScope.drawBar(
    bar: WeekBar,
    top: Float,
    height: Float,
    strong: Color,
    quiet: Color,
) {
    val middle = top + height / 2
    val thick = 14.dp.toPx()
    drawLine(quiet, Offset(0f, middle), Offset(size.width, middle), 1.dp.toPx())
    val span = bar.span ?: return
    val from = across(span.start)
    val to = across(span.endInclusive)
    val left = minOf(from, to)
    // a span without width is still a place to be seen
    val width = maxOf(maxOf(from, to) - left, 2.dp.toPx())
    drawRoundRect(if (bar.mark == null) strong else quiet, Offset(left, middle - thick / 2), Size(width, thick), CornerRadius(3.dp.toPx()))
    val mark = bar.mark ?: return
    val at = across(mark).coerceIn(2.dp.toPx(), size.width - 2.dp.toPx())
    drawLine(strong, Offset(at, middle - thick * 0.85f), Offset(at, middle + thick * 0.85f), 4.dp.toPx())
}

/** Where reading begins, the scale begins. */
private fun DrawScope.across(place: Float): Float = size.width * if (layoutDirection == LayoutDirection.Rtl) 1 - place else place
