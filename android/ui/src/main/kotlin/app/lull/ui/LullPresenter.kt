package app.lull.ui

import app.lull.core.AlarmId
import app.lull.core.CoreHost
import app.lull.core.DeviceId
import app.lull.core.KeptDevice
import app.lull.core.Night
import app.lull.core.ProgramKind
import app.lull.core.programOf
import app.lull.ui.backup.BackupPresenter
import app.lull.ui.devices.AddPresenter
import app.lull.ui.devices.DevicePresenter
import app.lull.ui.devices.DevicesPresenter
import app.lull.ui.devices.DevicesTap
import app.lull.ui.diary.DiaryPresenter
import app.lull.ui.diary.DiaryTap
import app.lull.ui.doctor.DoctorPresenter
import app.lull.ui.doctor.DoctorTap
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
import app.lull.ui.stretch.StretchTap
import app.lull.ui.tonight.TonightPresenter
import app.lull.ui.tonight.TonightTap
import app.lull.ui.trends.TrendsPresenter
import app.lull.ui.trends.TrendsTap
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.StateFlow

/**
 * The app from screen to screen. It outlives them: turning the phone starts nothing twice.
 *
 * [scope] runs on the main thread: what is shown changes there alone. The host takes every call off it.
 */
class LullPresenter(
    private val scope: CoroutineScope,
    private val host: CoreHost,
    private val phone: Phone,
) {
    val tonight = TonightPresenter(scope, host, phone.reminders, ::leaveTonight)
    val session = SessionPresenter(scope, host, phone.bonds, ::goBack)

    private val way = Way(Place.Tonight(tonight))

    /** The way here from the first screen; the last place is the one shown. */
    val places: StateFlow<List<Place>> = way.places

    /** One screen back. False on the first one: there the phone itself goes back. */
    fun back(): Boolean = way.back()

    /** Back to the first screen, which is read anew. */
    fun home() = way.home()

    /** Starts what a reminder calls for; without one, the massage of the evening. */
    fun start(reminder: AlarmId? = null) = openSession(programOf(reminder))

    private fun leaveTonight(tap: TonightTap.Leave) {
        when (tap) {
            TonightTap.Start -> start()
            TonightTap.Another -> openStart()
            TonightTap.OpenSession -> open(Place.Session(session))
            TonightTap.SetUp -> openSetup()
            TonightTap.More -> open(Place.More(::more))
            is TonightTap.Log -> openNight(tap.night)
        }
    }

    private fun leaveTrends(tap: TrendsTap.Leave) {
        when (tap) {
            TrendsTap.Back -> goBack()
            TrendsTap.Diary -> openDiary()
        }
    }

    private fun leaveDiary(tap: DiaryTap.Leave) {
        when (tap) {
            DiaryTap.Back -> goBack()
            is DiaryTap.Open -> openNight(tap.night)
        }
    }

    private fun leaveDoctor(tap: DoctorTap.Leave) {
        when (tap) {
            DoctorTap.Back -> goBack()
            DoctorTap.Report -> openReport()
        }
    }

    private fun leaveDevices(tap: DevicesTap.Leave) {
        when (tap) {
            DevicesTap.Back -> goBack()
            is DevicesTap.Open -> openDevice(tap.id)
            is DevicesTap.Add -> open(Place.Add(AddPresenter(scope, host, phone.pairing, tap.found, ::added)))
        }
    }

    /** From a new device to its test, which comes next. */
    private fun added(device: KeptDevice?) {
        back()
        device?.let { openDevice(it.id) }
    }

    private fun openDevice(id: DeviceId) {
        val ways = DevicePresenter.Ways(::goBack) { open(Place.Session(session)) }
        open(Place.Device(DevicePresenter(scope, host, phone, id, session, ways)))
    }

    private fun leaveStretch(tap: StretchTap.Leave) {
        when (tap) {
            StretchTap.Back -> goBack()
            StretchTap.Start -> openSession(ProgramKind.STRETCH)
        }
    }

    private fun more(tap: MoreTap) {
        when (tap) {
            MoreTap.BACK -> goBack()
            MoreTap.DIARY -> openDiary()
            MoreTap.TRENDS -> open(Place.Trends(TrendsPresenter(scope, host, ::leaveTrends)))
            MoreTap.DOCTOR -> open(Place.Doctor(DoctorPresenter(scope, host, ::leaveDoctor)))
            MoreTap.REPORT -> openReport()
            MoreTap.HEALTH -> open(Place.Health(HealthPresenter(scope, host, ::goBack)))
            MoreTap.STRETCH -> open(Place.Stretch(StretchPresenter(scope, host, ::leaveStretch)))
            MoreTap.DEVICES -> open(Place.Devices(DevicesPresenter(scope, host, ::leaveDevices)))
            MoreTap.RELIABILITY -> open(Place.Reliability(ReliabilityPresenter(scope, host, phone, ::goBack)))
            MoreTap.SETTINGS -> open(Place.Settings(SettingsPresenter(scope, host, phone, ::goBack)))
            MoreTap.BACKUP -> open(Place.Backup(BackupPresenter(scope, host, phone, ::goBack)))
            MoreTap.SETUP -> openSetup()
            MoreTap.READING -> open(Place.Reading(ReadingPresenter(scope, host, phone, ::goBack)))
            MoreTap.ABOUT -> open(Place.About(::goBack))
        }
    }

    private fun openDiary() = open(Place.Diary(DiaryPresenter(scope, host, phone.reminders, ::leaveDiary)))

    private fun openNight(night: Night) = open(Place.Morning(MorningPresenter(scope, host, phone.reminders, night, ::goBack)))

    private fun openReport() = open(Place.Report(ReportPresenter(scope, host, phone, ::goBack)))

    private fun openStart() {
        // after the massage the person comes back to the evening, not to the questions before it
        val toSession = {
            back()
            open(Place.Session(session))
        }
        open(Place.Start(StartPresenter(scope, host, session, StartPresenter.Ways(::goBack, toSession))))
    }

    private fun openSession(program: ProgramKind) {
        open(Place.Session(session))
        session.start(program)
    }

    private fun openSetup() = open(Place.Setup(SetupPresenter(scope, host, phone.reminders, ::goBack)))

    private fun open(place: Place) = way.open(place)

    private fun goBack() {
        back()
    }
}
