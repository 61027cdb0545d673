package app.lull.ui.about

import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import app.lull.ui.parts.Card
import app.lull.ui.parts.Heading
import app.lull.ui.parts.Page
import app.lull.ui.parts.Quiet
import app.lull.ui.theme.LocalWords

/** What Lull is and is not, and whose work it stands on. */
@Composable
fun AboutScreen(onBack: () -> Unit) {
    val words = LocalWords.current.about
    Page(words.title, onBack = onBack) {
        for (promise in words.promises) Text(promise)
        Card {
            Heading(words.licence)
            Text(words.licenceAbout)
        }
        Card {
            Heading(words.others)
            for ((name, licence) in OTHERS) Text("$name: $licence")
            Quiet(words.othersAbout)
        }
    }
}

/** The libraries an app for the phone is linked with, by what their authors say of them. */
private val OTHERS =
    listOf(
        "Kotlin, Compose, kotlinx.coroutines" to "Apache-2.0",
        "JNA" to "Apache-2.0 / LGPL-2.1",
        "UniFFI" to "MPL-2.0",
        "btleplug" to "MIT / Apache-2.0 / BSD-3-Clause",
        "tokio, tracing" to "MIT",
        "SQLite, rusqlite" to "public domain, MIT",
        "jiff, csv" to "Unlicense / MIT",
        "serde, thiserror, age, krilla" to "MIT / Apache-2.0",
        "plotters" to "MIT",
        "Open Sans" to "Apache-2.0",
    )
