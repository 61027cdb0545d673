package app.lull.ui.parts

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.dp

/** A way to another screen: its name, and what is found there. The whole field is the control. */
@Composable
internal fun WayTo(
    name: String,
    about: String,
    onGo: () -> Unit,
) {
    val colours = MaterialTheme.colorScheme
    Surface(color = colours.surfaceContainer, contentColor = colours.onSurface, shape = MaterialTheme.shapes.large) {
        Column(
            Modifier
                .clickable(role = Role.Button, onClick = onGo)
                .fillMaxWidth()
                .heightIn(min = 64.dp)
                .padding(horizontal = 20.dp, vertical = 12.dp),
            verticalArrangement = Arrangement.spacedBy(2.dp, Alignment.CenterVertically),
        ) {
            Text(name, style = MaterialTheme.typography.titleLarge)
            Quiet(about)
        }
    }
}
