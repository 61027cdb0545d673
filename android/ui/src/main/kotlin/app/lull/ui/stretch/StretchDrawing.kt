package app.lull.ui.stretch

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.aspectRatio
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.widthIn
import androidx.compose.material3.ColorScheme
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.Path
import androidx.compose.ui.graphics.PathEffect
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.StrokeJoin
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.graphics.drawscope.scale
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import app.lull.core.Form
import app.lull.core.Point
import app.lull.core.Shape
import app.lull.core.ShapeOf
import app.lull.core.Stretch
import app.lull.ui.theme.LocalWords

/** How a stretch is done, as large as the place for it, in the colours of the light. */
@Composable
internal fun StretchDrawing(stretch: Stretch) {
    val shows =
        LocalWords.current.stretch
            .guide(stretch.exercise)
            ?.drawing
            .orEmpty()
    val colours = MaterialTheme.colorScheme
    val sheet = stretch.sheet.offset()
    Canvas(
        Modifier
            .widthIn(max = 480.dp)
            .fillMaxWidth()
            .aspectRatio(sheet.x / sheet.y)
            .semantics {
                contentDescription = shows
                role = Role.Image
            },
    ) {
        scale(size.width / sheet.x, pivot = Offset.Zero) {
            for (shape in stretch.drawing) draw(shape, colours.of(shape.of))
        }
    }
}

private fun ColorScheme.of(shown: ShapeOf) =
    when (shown) {
        ShapeOf.SURROUNDINGS -> onSurfaceVariant
        ShapeOf.BODY -> onSurface
        ShapeOf.STRETCHED -> primary
    }

private fun DrawScope.draw(
    shape: Shape,
    colour: Color,
) {
    when (val form = shape.form) {
        is Form.Disc -> drawCircle(colour, form.radius.toFloat(), form.centre.offset())
        is Form.Line -> {
            val path = Path()
            form.points.map { it.offset() }.forEachIndexed { index, to ->
                if (index == 0) path.moveTo(to.x, to.y) else path.lineTo(to.x, to.y)
            }
            // dotted, so that it is not told by its colour alone
            val dots = if (shape.of == ShapeOf.STRETCHED) PathEffect.dashPathEffect(floatArrayOf(1f, 11f)) else null
            drawPath(path, colour, style = Stroke(form.width.toFloat(), cap = StrokeCap.Round, join = StrokeJoin.Round, pathEffect = dots))
        }
    }
}

private fun Point.offset() = Offset(x.toFloat(), y.toFloat())
