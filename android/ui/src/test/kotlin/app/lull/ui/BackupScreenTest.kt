package app.lull.ui

import androidx.compose.ui.test.ComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onFirst
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextInput
import app.lull.core.BackupKind
import java.io.File
import kotlin.io.path.createTempFile
import kotlin.io.path.deleteIfExists
import kotlin.io.path.writeBytes
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue

@OptIn(ExperimentalTestApi::class)
class BackupScreenTest {
    private fun backup(
        bedside: Bedside = Bedside().setUp().nights(20),
        story: ComposeUiTest.(Bedside) -> Unit,
    ) = play(bedside) {
        tap("More")
        tap("Backup")
        story(bedside)
    }

    private val Bedside.byHand get() = ask { backups() }.filter { it.locked || it.contents?.kind == BackupKind.BY_HAND }

    private fun ComposeUiTest.tapFirst(named: String) {
        onAllNodes(hasContentDescription(named, substring = true)).onFirst().performScrollTo().performClick()
        waitForIdle()
    }

    private fun ComposeUiTest.passphrase(
        label: String,
        text: String,
    ) {
        onNode(hasSetTextAction().and(hasText(label))).performScrollTo().performTextInput(text)
        waitForIdle()
    }

    @Test
    fun `a backup is made, told, and handed over as it is`() =
        backup { bedside ->
            tap("Make a backup")
            sees("Made. It is in the list below.")
            sees("made by you: 17 nights, 9 massages")
            tapFirst("Hand over: 21 November 2026, 18:00, made by you")
            val made = bedside.byHand.single()
            assertEquals(made.bytes.toInt(), bedside.sharing.shared.single().bytes.size)
        }

    @Test
    fun `bringing one back asks how, and can be undone`() =
        backup { bedside ->
            tap("Make a backup")
            bedside.ask { deleteNight(LAST_NIGHT) }
            tapFirst("Bring back: 21 November 2026, 18:00, made by you")
            sees("How shall it be brought back?")
            assertNull(bedside.ask { entry(LAST_NIGHT) })
            tap("Fill in what is missing")
            assertNotNull(bedside.ask { entry(LAST_NIGHT) })
            sees("Brought back: 17 nights and 9 massages were in it.")
            tap("Undo")
            assertNull(bedside.ask { entry(LAST_NIGHT) })
            seesNot("Brought back")
        }

    @Test
    fun `whoever changes their mind leaves everything as it is`() =
        backup { bedside ->
            tap("Make a backup")
            bedside.ask { deleteNight(LAST_NIGHT) }
            tapFirst("Bring back: 21 November 2026, 18:00, made by you")
            tap("Leave everything as it is")
            seesNot("How shall it be brought back?")
            assertNull(bedside.ask { entry(LAST_NIGHT) })
        }

    @Test
    fun `a sealed backup opens only with its passphrase`() =
        backup { bedside ->
            passphrase("Passphrase, if you want one", "warm socks")
            tap("Make a backup")
            assertTrue(bedside.byHand.single().locked)
            bedside.ask { deleteNight(LAST_NIGHT) }
            tapFirst("Bring back: Sealed with a passphrase")
            tap("Fill in what is missing")
            sees("That cannot be kept")
            passphrase("Passphrase, where it has one", "warm socks")
            tap("Fill in what is missing")
            assertNotNull(bedside.ask { entry(LAST_NIGHT) })
        }

    @Test
    fun `a file from another phone is brought back, and one that is none is refused`() {
        val elsewhere = createTempFile("lull", ".backup")
        val broken = createTempFile("lull", ".backup").apply { writeBytes(byteArrayOf(1, 2, 3)) }
        try {
            Bedside().setUp().nights(20).use { other ->
                val made = other.ask { createBackup(null, null, it) }
                elsewhere.writeBytes(File(made.path).readBytes())
            }
            backup(Bedside().setUp()) { bedside ->
                bedside.picking.picked = broken.toString()
                tap("Choose a file")
                tap("Take the diary's place")
                assertEquals(listOf(), bedside.ask { nights(null, null) })
                bedside.picking.picked = elsewhere.toString()
                tap("Choose a file")
                tap("Take the diary's place")
                sees("Brought back: 17 nights")
                assertNotNull(bedside.ask { entry(LAST_NIGHT) })
            }
        } finally {
            elsewhere.deleteIfExists()
            broken.deleteIfExists()
        }
    }

    @Test
    fun `everything is forgotten only after it was asked twice, and what is left is said`() =
        backup { bedside ->
            tapText("Forget everything")
            assertNotNull(bedside.ask { entry(LAST_NIGHT) })
            tap("Forget it all, keep the backups")
            assertEquals(listOf(), bedside.ask { nights(null, null) })
            sees("still hold")
            tapText("Forget everything")
            tap("Forget it all, the backups too")
            sees("Nothing of it is left here.")
            assertEquals(0u, bedside.ask { backups() }.sumOf { it.contents?.nights ?: 0u })
        }

    /** The button, not the heading above it. */
    private fun ComposeUiTest.tapText(text: String) {
        onNode(hasText(text).and(hasClickAction())).performScrollTo().performClick()
        waitForIdle()
    }
}
