package app.lull.ui.parts

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.selection.toggleable
import androidx.compose.material3.Checkbox
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp

/** One answer that can be chosen. */
internal data class Choice<T>(
    val value: T,
    val text: String,
)

/** A question with answers to tap. The chosen one is bold and filled, and said to be chosen: never by colour alone. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
internal fun <T> Question(
    text: String,
    choices: List<Choice<T>>,
    chosen: T?,
    ends: String? = null,
    onChoose: (T) -> Unit,
) {
    Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
        Asking(text)
        if (ends != null) Quiet(ends)
        FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(8.dp)) {
            for (choice in choices) {
                Answer(choice.text, described = "$text ${choice.text}", isChosen = choice.value == chosen) { onChoose(choice.value) }
            }
        }
    }
}

/** The question alone, above what answers it in another way. */
@Composable
internal fun Asking(text: String) {
    Text(text, Modifier.semantics { heading() }, style = MaterialTheme.typography.titleMedium)
}

@Composable
private fun Answer(
    text: String,
    described: String,
    isChosen: Boolean,
    onChoose: () -> Unit,
) {
    val colours = MaterialTheme.colorScheme
    Surface(
        color = if (isChosen) colours.primary else colours.surfaceContainer,
        contentColor = if (isChosen) colours.onPrimary else colours.onSurface,
        border = BorderStroke(1.dp, colours.outline),
        shape = MaterialTheme.shapes.medium,
    ) {
        Box(
            Modifier
                .selectable(selected = isChosen, role = Role.RadioButton, onClick = onChoose)
                .heightIn(min = 56.dp)
                .widthIn(min = 52.dp)
                .padding(horizontal = 12.dp, vertical = 8.dp)
                .semantics { contentDescription = described },
            contentAlignment = Alignment.Center,
        ) {
            Text(text, fontWeight = if (isChosen) FontWeight.Bold else FontWeight.Normal, textAlign = TextAlign.Center)
        }
    }
}

/** A question that statements answer, any number of them, close below each other. */
@Composable
internal fun Ticks(
    text: String,
    ticks: @Composable () -> Unit,
) {
    Column(verticalArrangement = Arrangement.spacedBy(4.dp)) {
        Asking(text)
        ticks()
    }
}

/** A statement that is true or not. The whole line is the control. */
@Composable
internal fun Tick(
    text: String,
    isTrue: Boolean,
    onTap: () -> Unit,
) {
    Row(
        Modifier.fillMaxWidth().toggleable(isTrue, role = Role.Checkbox) { onTap() }.heightIn(min = 56.dp),
        horizontalArrangement = Arrangement.spacedBy(12.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Checkbox(isTrue, onCheckedChange = null)
        Text(text)
    }
}
