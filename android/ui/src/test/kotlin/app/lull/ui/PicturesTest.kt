package app.lull.ui

import androidx.compose.runtime.Composable
import app.lull.core.Command
import app.lull.core.LevelProgress
import app.lull.core.LinkState
import app.lull.core.MorningAnswer
import app.lull.core.Onset
import app.lull.core.OnsetSource
import app.lull.core.ProgramKind
import app.lull.core.SessionRequest
import app.lull.core.Stage
import app.lull.core.StepKind
import app.lull.core.Symptoms
import app.lull.ui.diary.DiaryScreen
import app.lull.ui.diary.DiaryState
import app.lull.ui.diary.diaryPage
import app.lull.ui.more.MoreScreen
import app.lull.ui.morning.MorningScreen
import app.lull.ui.morning.MorningState
import app.lull.ui.session.SessionScreen
import app.lull.ui.session.SessionState
import app.lull.ui.setup.SetupScreen
import app.lull.ui.setup.SetupState
import app.lull.ui.tonight.TonightScreen
import app.lull.ui.tonight.TonightState
import app.lull.ui.trends.TrendsScreen
import app.lull.ui.trends.TrendsState
import org.jetbrains.skia.Bitmap
import org.jetbrains.skia.Image
import java.io.File
import java.time.Duration
import kotlin.math.abs
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import kotlin.test.fail

/**
 * Pictures of the screens, kept in docs/screens/android and compared. With `LULL_PICTURES=draw` in the environment they are
 * drawn anew, to be looked at and kept.
 */
class PicturesTest {
    private val kept = File(System.getProperty("lull.pictures"))
    private val draws = System.getenv("LULL_PICTURES") == "draw"

    private fun compared(
        screen: String,
        height: Int = 1782,
        content: @Composable () -> Unit,
    ) {
        val differing =
            Look.ALL.mapNotNull { look ->
                val name = "$screen-${look.name}.png"
                // whoever needs large letters scrolls further
                val drawn = picture(look, if (look.letters > 1f) height * 3000 / 1782 else height, content)
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

    @Test
    fun tonight() =
        Bedside("18:00").setUp().use { bedside ->
            val overview = bedside.ask { overview(it) }
            compared("tonight") { TonightScreen(TonightState(overview)) {} }
        }

    @Test
    fun session() =
        Bedside("20:25").setUp().use { bedside ->
            val running = bedside.ask { startSession(SessionRequest(ProgramKind.EVENING, 7u), it) }
            val first = running.view()
            running.command(Command.STOP)
            // one moment of the session, since no two runs have the same
            val view =
                first.copy(
                    stage = Stage.Running,
                    step = StepKind.Hold(50u),
                    elapsed = Duration.ofSeconds(7 * 60 + 12),
                    remaining = Duration.ofSeconds(19 * 60 + 48),
                    endsAt = instant("20:52"),
                    stopsBy = instant("20:53"),
                    level = LevelProgress(50u, 50u, 50u, 50u, null),
                    link = LinkState.UP,
                    canPause = true,
                    canChangeLevel = true,
                )
            compared("session") { SessionScreen(SessionState(view, zone = "Europe/Berlin")) {} }
        }

    @Test
    fun setup() =
        Bedside("18:00").setUp().use { bedside ->
            val state = bedside.ask { SetupState(settings(), safetyGate()) }
            compared("setup") { SetupScreen(state) {} }
        }

    @Test
    fun morning() =
        Bedside("08:00").setUp().use { bedside ->
            val time = bedside.ask { morning(LAST_NIGHT, it).onsetChoices[2] }
            val answers =
                listOf(
                    MorningAnswer.Symptoms(Symptoms.YES),
                    MorningAnswer.Onset(Onset.At(time, OnsetSource.RECALLED)),
                    MorningAnswer.Severity(6u),
                )
            val morning = answers.map { answer -> bedside.ask { answerMorning(LAST_NIGHT, answer, it) } }.last()
            compared("morning") { MorningScreen(MorningState(LAST_NIGHT, morning)) {} }
        }

    @Test
    fun more() = compared("more") { MoreScreen {} }

    @Test
    fun trends() =
        Bedside("12:30").setUp().nights(60).use { bedside ->
            val trends = bedside.ask { trends(28u, it) }
            compared("trends", height = 3700) { TrendsScreen(TrendsState(28, trends)) {} }
        }

    @Test
    fun diary() =
        Bedside("12:30").setUp().nights(10).use { bedside ->
            val nights = bedside.ask { diaryPage(0, it) }
            compared("diary", height = 3600) { DiaryScreen(DiaryState(nights, going = "2026-11-18")) {} }
        }

    private companion object {
        /** Letters are drawn a little differently from one version of a library to the next. */
        const val MOST_DIFFERENT = 0.005
    }
}
