package app.lull.ui

import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.ComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.onAllNodesWithText
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.runComposeUiTest

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
        setContent { Stage(look, { bedside.lull.lit(it) }) { LullScreens(bedside.lull) } }
        evening()
    }
}

@OptIn(ExperimentalTestApi::class)
internal fun ComposeUiTest.tap(text: String) {
    onNodeWithText(text).performScrollTo().performClick()
    waitForIdle()
}

/** The way back is always in sight, and so outside what scrolls. */
@OptIn(ExperimentalTestApi::class)
internal fun ComposeUiTest.goBack(back: String = "Back") {
    onNodeWithText(back).performClick()
    waitForIdle()
}

/** Taps what is named otherwise than by its text. */
@OptIn(ExperimentalTestApi::class)
internal fun ComposeUiTest.tapNamed(name: String) {
    onNode(hasContentDescription(name)).performScrollTo().performClick()
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
internal fun ComposeUiTest.waitsFor(text: String) = waitsUntil("it says: $text") { count(text) > 0 }

/** Waits in the world's time: what is waited for comes from the core's own threads. */
@OptIn(ExperimentalTestApi::class)
internal fun ComposeUiTest.waitsUntil(
    what: String,
    holds: () -> Boolean,
) {
    val end = System.nanoTime() + PATIENCE_MS * 1_000_000
    while (!holds()) {
        check(System.nanoTime() < end) { "waited in vain until $what. The screen says:\n${said()}" }
        mainClock.advanceTimeByFrame()
    }
}

/** Everything on the screen, for the transcript of a test that fails. */
@OptIn(ExperimentalTestApi::class)
private fun ComposeUiTest.said(): String =
    onAllNodes(SemanticsMatcher.keyIsDefined(SemanticsProperties.Text))
        .fetchSemanticsNodes()
        .joinToString("\n") { node -> node.config[SemanticsProperties.Text].joinToString { it.text } }

@OptIn(ExperimentalTestApi::class)
internal fun ComposeUiTest.count(text: String) = onAllNodesWithText(text, substring = true).fetchSemanticsNodes().size
