package app.lull.ui

import app.lull.core.BodyPart
import app.lull.core.ClockTime
import app.lull.core.Command
import app.lull.core.LevelProgress
import app.lull.core.LinkState
import app.lull.core.MorningAnswer
import app.lull.core.Onset
import app.lull.core.OnsetSource
import app.lull.core.ProgramKind
import app.lull.core.SessionRequest
import app.lull.core.Side
import app.lull.core.Situation
import app.lull.core.Stage
import app.lull.core.StepKind
import app.lull.core.Symptoms
import app.lull.core.Trigger
import app.lull.core.Walk
import app.lull.core.offers
import app.lull.ui.morning.MorningScreen
import app.lull.ui.morning.MorningState
import app.lull.ui.morning.asked
import app.lull.ui.session.SessionScreen
import app.lull.ui.session.SessionState
import app.lull.ui.setup.SetupScreen
import app.lull.ui.setup.SetupState
import app.lull.ui.start.StartScreen
import app.lull.ui.start.StartState
import app.lull.ui.start.start
import app.lull.ui.tonight.TonightScreen
import app.lull.ui.tonight.TonightState
import java.time.Duration
import kotlin.test.Test

/** Pictures of the screens of every evening and morning. */
class PicturesTest : Pictures() {
    @Test
    fun tonight() =
        Bedside("18:00").setUp().use { bedside ->
            val overview = bedside.ask { overview(it) }
            compared("tonight") { TonightScreen(TonightState(overview)) {} }
        }

    @Test
    fun start() =
        Bedside("20:25").setUp().use { bedside ->
            val start = bedside.ask { start(7u, it) }
            compared("start", height = 1000) { StartScreen(StartState(start, ProgramKind.ACUTE, legsNow = 7u)) {} }
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
            val state = bedside.ask { SetupState(settings(), offers(), safetyGate()) }
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
            compared("morning") { MorningScreen(MorningState(LAST_NIGHT, morning), {}) }
        }

    @Test
    fun moreOfANight() =
        Bedside("08:00").setUp().use { bedside ->
            val answers =
                listOf(
                    MorningAnswer.Symptoms(Symptoms.YES),
                    MorningAnswer.GotUp(2u),
                    MorningAnswer.Side(BodyPart.CALVES, Side.LEFT),
                    MorningAnswer.Situation(Situation.SITTING),
                    MorningAnswer.Walks(listOf(Walk(ClockTime(2u, 10u), 20u))),
                    MorningAnswer.Trigger(Trigger.CAFFEINE, true),
                    MorningAnswer.Note("A long drive home."),
                )
            for (answer in answers) bedside.ask { answerMorning(LAST_NIGHT, answer, it) }
            val state = bedside.ask { asked(LAST_NIGHT, it) }
            compared("morning-more", height = 4100) { MorningScreen(state, {}, tellsMore = true) }
        }
}
