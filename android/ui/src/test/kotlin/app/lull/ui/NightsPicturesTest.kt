package app.lull.ui

import app.lull.core.Language
import app.lull.core.offers
import app.lull.ui.diary.DiaryScreen
import app.lull.ui.diary.DiaryState
import app.lull.ui.doctor.DoctorScreen
import app.lull.ui.doctor.DoctorState
import app.lull.ui.health.HealthScreen
import app.lull.ui.health.HealthState
import app.lull.ui.health.told
import app.lull.ui.report.ReportScreen
import app.lull.ui.report.ReportState
import app.lull.ui.theme.LocalWords
import app.lull.ui.trends.TrendsScreen
import app.lull.ui.trends.read
import kotlin.test.Test

/** Pictures of what the diary shows and gives back. */
class NightsPicturesTest : Pictures() {
    @Test
    fun trends() =
        Bedside("12:30").setUp().nights(60).use { bedside ->
            val state = bedside.ask { read(28u, it) }
            compared("trends", height = 2600) { TrendsScreen(state) {} }
        }

    @Test
    fun diary() =
        Bedside("12:30").setUp().nights(10).use { bedside ->
            val page = bedside.ask { diaryPage(0u, it) }
            compared("diary", height = 1800) { DiaryScreen(DiaryState(page, going = "2026-11-18")) {} }
        }

    @Test
    fun doctor() =
        Bedside("12:30").setUp().nights(60).examined().use { bedside ->
            val state = bedside.ask { DoctorState(flags(it), cards(it)) }
            compared("doctor", height = 2600) { DoctorScreen(state) {} }
        }

    @Test
    fun report() =
        Bedside("12:30").setUp().nights(60).examined().use { bedside ->
            val nights = bedside.ask { trends(28u, it) }
            val stretches = bedside.ask { offers() }.reportNights
            val pages = Language.entries.associateWith { language -> bedside.ask { reportPage(nights.from, nights.to, language, it) } }
            compared("report", height = 1800) { ReportScreen(ReportState(28u, stretches, pages[LocalWords.current.language])) {} }
        }

    @Test
    fun health() =
        Bedside("18:00").setUp().examined().use { bedside ->
            val told = bedside.ask { told(it) }
            compared("health", height = 1500) { HealthScreen(HealthState(told)) {} }
        }
}
