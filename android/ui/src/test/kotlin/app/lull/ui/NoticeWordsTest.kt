package app.lull.ui

import app.lull.core.App
import app.lull.core.AppConfig
import app.lull.core.Capabilities
import app.lull.core.Moment
import app.lull.core.Notice
import app.lull.core.NoticeKind
import app.lull.core.ProgramKind
import app.lull.core.SafetyCheck
import app.lull.core.SessionRequest
import app.lull.core.WakeReason
import app.lull.ui.words.English
import app.lull.ui.words.German
import app.lull.ui.words.Times
import java.nio.file.Path
import java.time.Duration
import java.util.Locale
import kotlin.io.path.ExperimentalPathApi
import kotlin.io.path.createTempDirectory
import kotlin.io.path.deleteRecursively
import kotlin.io.path.writeText
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertTrue

/** Every notice that the core can make is provoked, and both languages have words for it with just its arguments. */
class NoticeWordsTest {
    private val patience = Duration.ofMinutes(2)
    private val allAllowed = Capabilities(exactAlarms = true, notifications = true, slots = 500u)

    private fun App.notices(
        wall: String,
        allowed: Capabilities = allAllowed,
        moment: Moment = moment(wall),
    ): List<Notice> = wake(WakeReason.LAUNCH, moment, allowed).notices

    private fun App.answered() = apply { saveSettings(settings().copy(safety = SafetyCheck(instant("15:00"), listOf(), false))) }

    @OptIn(ExperimentalPathApi::class)
    private fun <T> diary(use: (Path) -> T): T {
        val folder = createTempDirectory("lull-words")
        return try {
            use(folder)
        } finally {
            folder.deleteRecursively()
        }
    }

    private fun provoked(story: App.() -> List<Notice>): List<Notice> =
        diary { folder -> App.open(AppConfig(folder.toString())).use { it.answered().story() } }

    private fun everyNotice(): List<Notice> =
        buildList {
            val nothing =
                Capabilities(exactAlarms = false, notifications = false, slots = 500u, backgroundRestricted = true, forceStopped = true)
            addAll(provoked { notices("18:00", nothing) })
            addAll(provoked { notices("18:00", allAllowed.copy(slots = 3u)) })
            addAll(provoked { notices("18:00", allAllowed.copy(slots = 20u)) })
            addAll(
                provoked {
                    notices("12:30")
                    notices("20:30")
                },
            )
            addAll(
                provoked {
                    val schedule = wake(WakeReason.LAUNCH, moment("12:30"), allAllowed)
                    scheduleApplied(schedule.generation, schedule.alarms.map { it.id }, moment("12:30"))
                    notices("12:31")
                },
            )
            addAll(
                provoked {
                    notices("12:30")
                    notices("13:30", moment = moment("13:30").copy(zone = "America/New_York"))
                },
            )
            addAll(diary(::afterAMassageThatWasCutOff))
            addAll(diary(::afterDamage))
        }

    private fun afterAMassageThatWasCutOff(folder: Path): List<Notice> {
        // at the world's speed: however busy this computer is, the massage can't come to its own end before it is cut off
        val config = AppConfig(folder.toString())
        App.open(config).use { app ->
            app.answered()
            // let go of both: nobody drives it any more
            app.startSession(SessionRequest(ProgramKind.EVENING, 7u), moment("20:25")).close()
        }
        return App.open(config).use { app ->
            // the thread that drove it takes a moment to end, on a busy computer a long one
            val deadline = System.nanoTime() + patience.toNanos()
            generateSequence { app.notices("20:26") }
                .onEach { Thread.yield() }
                .takeWhile { it.tellsOfTheCutOff() || System.nanoTime() < deadline }
                // until then another may be told alone, such as that the reminder was missed
                .firstOrNull { it.tellsOfTheCutOff() }
                .orEmpty()
        }
    }

    private fun List<Notice>.tellsOfTheCutOff() = any { it.kind == NoticeKind.SESSION_INTERRUPTED }

    private fun afterDamage(folder: Path): List<Notice> {
        App.open(AppConfig(folder.toString())).use { it.answered() }
        folder.resolve("diary.sqlite").writeText("no diary at all")
        return App.open(AppConfig(folder.toString())).use { it.notices("18:00") }
    }

    @Test
    fun `both languages have words for every notice`() {
        val notices = everyNotice()
        assertEquals(NoticeKind.entries.toSet(), notices.map { it.kind }.toSet())
        for (notice in notices) {
            val english = English.notice(notice, Times(Locale.UK, is24Hour = true))
            val german = German.notice(notice, Times(Locale.GERMANY, is24Hour = true))
            println("${notice.kind}: $english | $german")
            assertTrue(english.isNotBlank() && german != english, notice.message.key)
            assertFalse("null" in english || "null" in german, english)
        }
    }
}
