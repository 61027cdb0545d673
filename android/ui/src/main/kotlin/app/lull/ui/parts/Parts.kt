package app.lull.ui.parts

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.widthIn
import androidx.compose.material3.Button
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.text.style.TextDecoration
import androidx.compose.ui.unit.dp

/** The one thing a screen is for. */
@Composable
internal fun MainButton(
    text: String,
    enabled: Boolean = true,
    onClick: () -> Unit,
) {
    Button(onClick, Modifier.fillMaxWidth().heightIn(min = 72.dp), enabled = enabled) {
        Text(text, style = MaterialTheme.typography.titleLarge, textAlign = TextAlign.Center)
    }
}

@Composable
internal fun SideButton(
    text: String,
    modifier: Modifier = Modifier,
    enabled: Boolean = true,
    onClick: () -> Unit,
) {
    OutlinedButton(onClick, modifier.heightIn(min = 56.dp), enabled = enabled) {
        Text(text, textAlign = TextAlign.Center)
    }
}

/** A button beside the point. [described] names it where its text alone does not. */
@Composable
internal fun QuietButton(
    text: String,
    described: String? = null,
    onClick: () -> Unit,
) {
    val name = if (described == null) Modifier else Modifier.semantics { contentDescription = described }
    TextButton(
        onClick,
        name.heightIn(min = 48.dp).widthIn(min = 48.dp),
        // round ends would cut into a text of two lines
        shape = MaterialTheme.shapes.extraSmall,
        contentPadding = PaddingValues(horizontal = 4.dp),
    ) { Text(text, textDecoration = TextDecoration.Underline) }
}

/** Buttons beside each other, and below each other where the letters are large. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
internal fun Buttons(content: @Composable () -> Unit) {
    FlowRow(
        Modifier.fillMaxWidth(),
        horizontalArrangement = Arrangement.spacedBy(20.dp),
        verticalArrangement = Arrangement.spacedBy(4.dp),
    ) { content() }
}

/** Something that matters more than the rest of the screen; read out when it comes. */
@Composable
internal fun Warning(
    text: String,
    buttons: @Composable () -> Unit = {},
) {
    val colours = MaterialTheme.colorScheme
    Surface(color = colours.errorContainer, contentColor = colours.onErrorContainer, shape = MaterialTheme.shapes.medium) {
        Column(Modifier.fillMaxWidth().padding(16.dp), verticalArrangement = Arrangement.spacedBy(8.dp)) {
            Text(text, Modifier.semantics { liveRegion = LiveRegionMode.Polite })
            Buttons { buttons() }
        }
    }
}

@Composable
internal fun Card(content: @Composable ColumnScope.() -> Unit) {
    val colours = MaterialTheme.colorScheme
    Surface(color = colours.surfaceContainer, contentColor = colours.onSurface, shape = MaterialTheme.shapes.large) {
        Column(Modifier.fillMaxWidth().padding(20.dp), verticalArrangement = Arrangement.spacedBy(8.dp), content = content)
    }
}

@Composable
internal fun Quiet(text: String) {
    Text(text, color = MaterialTheme.colorScheme.onSurfaceVariant, style = MaterialTheme.typography.bodyMedium)
}
