package app.lull.ui

import app.lull.ui.backup.BackupPresenter
import app.lull.ui.devices.AddPresenter
import app.lull.ui.devices.DevicePresenter
import app.lull.ui.devices.DevicesPresenter
import app.lull.ui.diary.DiaryPresenter
import app.lull.ui.doctor.DoctorPresenter
import app.lull.ui.health.HealthPresenter
import app.lull.ui.more.MoreTap
import app.lull.ui.morning.MorningPresenter
import app.lull.ui.reading.ReadingPresenter
import app.lull.ui.reliability.ReliabilityPresenter
import app.lull.ui.report.ReportPresenter
import app.lull.ui.session.SessionPresenter
import app.lull.ui.settings.SettingsPresenter
import app.lull.ui.setup.SetupPresenter
import app.lull.ui.start.StartPresenter
import app.lull.ui.stretch.StretchPresenter
import app.lull.ui.tonight.TonightPresenter
import app.lull.ui.trends.TrendsPresenter

/** A screen's presenter, as the way from screen to screen knows it. */
interface Visited {
    /** The screen came up, or came back. */
    fun look() {}

    /** The person left it behind. */
    fun left() {}
}

/** Which screen is shown. */
sealed interface Place {
    val visited: Visited

    data class Tonight(
        override val visited: TonightPresenter,
    ) : Place

    data class Session(
        override val visited: SessionPresenter,
    ) : Place

    data class Setup(
        override val visited: SetupPresenter,
    ) : Place

    data class Morning(
        override val visited: MorningPresenter,
    ) : Place

    data class Trends(
        override val visited: TrendsPresenter,
    ) : Place

    data class Diary(
        override val visited: DiaryPresenter,
    ) : Place

    data class Reliability(
        override val visited: ReliabilityPresenter,
    ) : Place

    data class Doctor(
        override val visited: DoctorPresenter,
    ) : Place

    data class Report(
        override val visited: ReportPresenter,
    ) : Place

    data class Devices(
        override val visited: DevicesPresenter,
    ) : Place

    data class Add(
        override val visited: AddPresenter,
    ) : Place

    data class Device(
        override val visited: DevicePresenter,
    ) : Place

    data class Backup(
        override val visited: BackupPresenter,
    ) : Place

    data class Settings(
        override val visited: SettingsPresenter,
    ) : Place

    data class Stretch(
        override val visited: StretchPresenter,
    ) : Place

    data class Start(
        override val visited: StartPresenter,
    ) : Place

    data class About(
        val onBack: () -> Unit,
    ) : Place {
        override val visited = NothingToRead
    }

    data class Reading(
        override val visited: ReadingPresenter,
    ) : Place

    data class Health(
        override val visited: HealthPresenter,
    ) : Place

    data class More(
        val onTap: (MoreTap) -> Unit,
    ) : Place {
        override val visited = NothingToRead
    }
}

/** A screen that says the same every time. */
object NothingToRead : Visited
