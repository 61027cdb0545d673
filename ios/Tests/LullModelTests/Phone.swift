import Foundation
import LullCore
import LullModel

/// How much faster than the world sessions run in these tests: an evening program takes a few seconds.
let speed: UInt32 = 240

let tonight = "2026-11-21"

/// One person's phone for one test: a diary in a folder of its own, the simulated massager, a hand-set clock.
final class Phone: Sendable {
    let folder: URL
    private let ownsFolder: Bool
    let config: AppConfig
    let app: App
    let clock: HandSetClock
    let host: CoreHost

    /// With a folder that is another's: a second process on the same diary.
    init(speed: UInt32 = speed, folder: URL? = nil) throws {
        ownsFolder = folder == nil
        self.folder = folder ?? FileManager.default.temporaryDirectory.appending(path: "lull-\(UUID().uuidString)")
        config = AppConfig(dataFolder: self.folder.path, simulatedSpeed: speed)
        app = try App.open(config: config)
        clock = HandSetClock(moment("18:00"))
        host = CoreHost(config: config, clock: clock)
    }

    deinit { if ownsFolder { try? FileManager.default.removeItem(at: folder) } }

    var massager: SimulatedMassager {
        get throws { try app.simulatedMassager(now: moment("18:00")) }
    }

    /// Answers the safety check: no condition applies.
    func answerSafetyCheck() throws {
        var settings = try app.settings()
        settings.safety = SafetyCheck(answeredAt: instant("15:00"), conditions: [], doctorAgreed: false)
        _ = try app.saveSettings(settings: settings)
    }

    /// Legs that start at nine, a reminder at twenty past eight, and the safety check answered.
    func setUp() throws {
        try answerSafetyCheck()
        var settings = try app.settings()
        settings.usualOnset = clockTime("21:00")
        settings.leadMinutes = 40
        _ = try app.saveSettings(settings: settings)
    }

    /// An error with what the core remembers of it.
    func report(_ error: ApiError) throws -> String {
        guard case .Internal(let id) = error else { return "\(error)" }
        return try reportText(reportId: id) ?? "\(error)"
    }

    func start(_ program: ProgramKind, at wall: String = "20:25", id: UInt32 = 7) throws -> SessionHandle {
        try app.startSession(request: SessionRequest(program: program, id: id), now: moment(wall))
    }
}

final class HandSetClock: PhoneClock, @unchecked Sendable {
    private let lock = NSLock()
    private var shown: Moment

    init(_ moment: Moment) { shown = moment }

    func now() -> Moment { lock.withLock { shown } }
    func set(_ wall: String) { lock.withLock { shown = moment(wall) } }

    /// The time is the one on a wall in Berlin, wherever the phone is.
    func show(_ wall: String, zone: String) { lock.withLock { shown = moment(wall, zone: zone) } }
}

/// The system's alarms, as it holds them.
actor FakeAlarms: AlarmPort {
    private(set) var held: [Alarm] = []
    var refuses: Set<AlarmKind> = []

    func refuse(_ kinds: Set<AlarmKind>) { refuses = kinds }

    /// As an iPhone: 40 slots, and no repetition that begins on a later day.
    private var allowed = Capabilities(
        exactAlarms: true, notifications: true, slots: 40, repeatingAlarms: false, reportsFiring: false)

    func denyNotifications() { allowed.notifications = false }

    func capabilities() -> Capabilities { allowed }

    func apply(_ schedule: Schedule) -> [AlarmId] {
        held = schedule.alarms.filter { !refuses.contains($0.kind) }
        return schedule.alarms.filter { refuses.contains($0.kind) }.map(\.id)
    }
}

/// A clock time of tonight such as `20:25`, or a date and time such as `2026-11-22T07:30`, on a wall in Berlin.
func instant(_ wall: String) -> Date {
    let full = wall.contains("T") ? wall : "\(tonight)T\(wall)"
    let winter = try? Date("\(full):00+01:00", strategy: .iso8601)
    guard let winter else { fatalError("not a time: \(wall)") }
    return winter
}

/// The moment the phone's clocks show then; it was switched on three weeks before.
func moment(_ wall: String, zone: String = "Europe/Berlin") -> Moment {
    let at = instant(wall)
    let sinceBoot = at.timeIntervalSince(instant("2026-11-01T00:00"))
    return Moment(at: at, zone: zone, monotonicMs: UInt64(sinceBoot * 1000))
}

func clockTime(_ text: String) -> ClockTime {
    let parts = text.split(separator: ":").compactMap { UInt8($0) }
    return ClockTime(hour: parts[0], minute: parts[1])
}

extension WallTime {
    var text: String {
        let parts = [Int(month), Int(day), Int(hour), Int(minute)].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(year)-\(parts[0])-\(parts[1])T\(parts[2]):\(parts[3])"
    }
}
