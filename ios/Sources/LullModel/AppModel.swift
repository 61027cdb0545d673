import LullCore
import Observation

/// The app from screen to screen. It outlives them: coming back to the app starts nothing twice.
@MainActor
@Observable
public final class AppModel {
    public let shell: Shell
    @ObservationIgnored public private(set) lazy var light = LightModel(shell.words, store: lightStore) { [weak self] in
        self?.isQuiet ?? false
    }
    @ObservationIgnored public private(set) lazy var way = Way(first: tonight)
    @ObservationIgnored public private(set) lazy var tonight = TonightModel(shell) { [weak self] in
        await self?.leaveTonight($0)
    }
    @ObservationIgnored public private(set) lazy var session = SessionModel(shell) { [weak self] in
        await self?.way.back()
    }

    @ObservationIgnored private let lightStore: any LightStore

    public init(_ shell: Shell, lightStore: any LightStore) {
        self.shell = shell
        self.lightStore = lightStore
    }

    /// The app was opened. Who has told nothing yet is asked first; whether that is so the core says.
    public func begin() async {
        await tonight.look()
        if tonight.overview?.setUp == false, way.places.isEmpty { await openSetup() }
    }

    /// Starts what a reminder calls for; without one, the massage of the evening. Only what has begun answers a reminder.
    public func start(reminder: AlarmId? = nil) async {
        await way.open(.session(session))
        await session.start(reminder: reminder)
        if let reminder, session.trouble == nil { await shell.reminders.answered(reminder, .start) }
        await begun()
    }

    /// What still stands on the phone's list would ask for what runs already.
    private func begun() async {
        guard session.trouble == nil, let view = session.view else { return }
        await shell.reminders.begunOnScreen(view.program)
    }

    /// The app came to the front: what is shown is read anew.
    public func cameToFront() async { await way.shown.look() }

    /// Back to the first screen, which is read anew.
    public func home() async { await way.home() }

    /// To the log of the night that waits for one.
    public func log() async {
        await tonight.look()
        if let night = tonight.overview?.toLog { await open(night: night) }
    }

    public func showSession() async { await way.open(.session(session)) }

    /// A quiet massage is on the screen, or its end: the room stays dark until the person leaves it.
    private var isQuiet: Bool { way.places.contains(.session(session)) && session.isQuiet }

    private func leaveTonight(_ tap: TonightModel.Way) async {
        switch tap {
        case .start: await start()
        case .another: await openStart()
        case .session: await showSession()
        case .setUp: await openSetup()
        case .more: await way.open(.more(MoreModel(shell) { [weak self] in await self?.go($0) }))
        case .log(let night): await open(night: night)
        }
    }

    private func go(_ tap: MoreModel.Way) async {
        switch tap {
        case .diary: await openDiary()
        case .trends: await way.open(.trends(TrendsModel(shell) { [weak self] in await self?.openDiary() }))
        case .doctor: await way.open(.doctor(DoctorModel(shell) { [weak self] in await self?.openReport() }))
        case .report: await openReport()
        case .health: await way.open(.health(HealthModel(shell)))
        case .stretch: await way.open(.stretch(StretchModel(shell) { [weak self] in await self?.start(.stretch) }))
        case .devices: await way.open(.devices(DevicesModel(shell) { [weak self] in await self?.leaveDevices($0) }))
        case .reliability: await way.open(.reliability(ReliabilityModel(shell)))
        case .setup: await openSetup()
        case .settings: await way.open(.settings(SettingsModel(shell)))
        case .backup: await way.open(.backup(BackupModel(shell)))
        case .reading: await way.open(.reading(ReadingModel(shell)))
        case .about: await way.open(.about(AboutModel(shell)))
        }
    }

    private func leaveDevices(_ tap: DevicesModel.Way) async {
        switch tap {
        case .device(let id): await open(device: id)
        case .add(let found):
            let add = AddModel(shell, found: found) { [weak self] kept in
                // from a new device to its test, which comes next
                await self?.way.back()
                await self?.open(device: kept.id)
            }
            await way.open(.add(add))
        }
    }

    private func open(device id: DeviceId) async {
        let model = DeviceModel(shell, id: id, session: session) { [weak self] tap in
            switch tap {
            case .session: await self?.showSession()
            case .back: await self?.way.back()
            }
        }
        await way.open(.device(model))
    }

    private func start(_ program: ProgramKind) async {
        await way.open(.session(session))
        await session.start(program)
    }

    private func openStart() async {
        let model = StartModel(shell) { [weak self] tap in
            guard let self else { return }
            await way.replace(with: .session(session))
            if case .start(let program, let legsNow, let afterBath) = tap {
                await session.start(program, legsNow: legsNow, afterBath: afterBath)
                await begun()
            }
        }
        await way.open(.start(model))
    }

    private func openDiary() async {
        await way.open(.diary(DiaryModel(shell) { [weak self] in await self?.open(night: $0) }))
    }

    private func open(night: Night) async {
        await way.open(.morning(MorningModel(shell, night: night) { [weak self] in await self?.way.back() }))
    }

    private func openReport() async { await way.open(.report(ReportModel(shell))) }

    private func openSetup() async {
        await way.open(.setup(SetupModel(shell) { [weak self] in await self?.way.back() }))
    }
}
