package app.lull.ui

import androidx.compose.ui.test.ComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onAllNodesWithText
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.runComposeUiTest
import androidx.compose.ui.test.waitUntilAtLeastOneExists

/** Only a broken test waits so long. */
private const val PATIENCE_MS = 60_000L

/** Plays an evening on the app's screens, tap by tap, over the real core. */
@OptIn(ExperimentalTestApi::class)
internal fun play(
    bedside: Bedside,
    look: Look = Look("night"),
    evening: ComposeUiTest.() -> Unit,
) = bedside.use {
    runComposeUiTest {
        setContent { Stage(look) { LullScreens(bedside.lull) } }
        evening()
    }
}

@OptIn(ExperimentalTestApi::class)
internal fun ComposeUiTest.tap(text: String) {
    onNodeWithText(text).performScrollTo().performClick()
    waitForIdle()
}

/** Taps the answer to a question. */
@OptIn(ExperimentalTestApi::class)
internal fun ComposeUiTest.answer(
    question: String,
    answer: String,
) {
    onNode(hasContentDescription("$question $answer")).performScrollTo().performClick()
    waitForIdle()
}

@OptIn(ExperimentalTestApi::class)
internal fun ComposeUiTest.sees(text: String) = onNodeWithText(text, substring = true).assertExists("it does not say: $text")

@OptIn(ExperimentalTestApi::class)
internal fun ComposeUiTest.seesNot(text: String) = onNodeWithText(text, substring = true).assertDoesNotExist()

/** Waits for news of the session. */
@OptIn(ExperimentalTestApi::class)
internal fun ComposeUiTest.waitsFor(text: String) = waitUntilAtLeastOneExists(hasText(text, substring = true), PATIENCE_MS)

@OptIn(ExperimentalTestApi::class)
internal fun ComposeUiTest.count(text: String) = onAllNodesWithText(text, substring = true).fetchSemanticsNodes().size
