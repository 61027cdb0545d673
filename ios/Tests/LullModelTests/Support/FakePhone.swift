import Foundation
import LullCore
import Observation
import Testing

@testable import LullModel

/// What the phone's system would do, as far as a screen's model sees it.
@MainActor
struct Room {
    let phone: Phone
    let alarms = FakeAlarms()
    let reminders: FakeReminders
    let readiness = FakeReadiness()
    let files = FakeFiles()
    let display = FakeDisplay()
    let shell: Shell

    init(_ phone: Phone, language: Language = .en, hours24: Bool = true) {
        self.phone = phone
        reminders = FakeReminders(phone, alarms: alarms)
        let system = PhoneSystem(
            readiness: readiness, sharing: files, picking: files, display: display, haptics: display, voice: display,
            cloud: files)
        let locale = Locale(identifier: language == .de ? "de_DE" : "en_GB")
        shell = Shell(
            host: phone.host, reminders: reminders, phone: system, words: Words(language),
            times: Times(locale: locale, is24Hour: hours24))
    }

    /// The one that the models' core drives: every opening of the core has its own.
    var massager: SimulatedMassager {
        get async throws { try await phone.host.app().simulatedMassager(now: moment("18:00")) }
    }

    /// A phone that was set up, at three in the afternoon. Massages run at a pace that a busy computer keeps.
    static func ready(language: Language = .en) throws -> Room {
        let phone = try Phone(speed: 60)
        try phone.setUp()
        phone.clock.set("15:00")
        return Room(phone, language: language)
    }
}

/// The wakes of the app, over alarms that take whatever they are told.
@MainActor
@Observable
final class FakeReminders: Reminding {
    private(set) var notices: [Notice] = []
    private(set) var trouble: ApiError?
    /// What was answered on a screen, in order.
    private(set) var answers: [Action] = []
    /// Massages that began on a screen, in order.
    private(set) var begun: [ProgramKind] = []
    /// Whoever holds a model holds the phone it is on, whose folder goes with it.
    private let phone: Phone
    private let waker: Waker

    init(_ phone: Phone, alarms: any AlarmPort) {
        self.phone = phone
        waker = Waker(host: phone.host, alarms: alarms)
    }

    func wake(_ reason: WakeReason) async {
        trouble = nil
        do { notices = try await waker.wake(reason) } catch { trouble = .from(error) }
    }

    func answered(_ id: AlarmId, _ action: Action) async {
        do { _ = try await phone.host.ask { try $0.alarmActed(id: id, action: action, now: $1) } } catch {
            trouble = .from(error)
        }
        await wake(.tap)
    }

    func answeredOnScreen(_ action: Action) { answers.append(action) }

    func begunOnScreen(_ program: ProgramKind) { begun.append(program) }

    func acknowledge() async {
        do { _ = try await phone.host.ask { app, _ in try app.acknowledgeNotices() } } catch { trouble = .from(error) }
        await wake(.tap)
    }
}

actor FakeReadiness: Readiness {
    private var states: [CheckKind: CheckState] = [:]
    private(set) var fixed: [CheckKind] = []
    private(set) var asked = 0
    private(set) var testsSet = 0
    private var refusesTest = false

    func set(_ kind: CheckKind, _ state: CheckState) { states[kind] = state }
    func refuseTest() { refusesTest = true }

    func checks() -> [Check] { CheckKind.allCases.map { Check(kind: $0, state: states[$0] ?? .ok) } }
    func fix(_ check: Check) { fixed.append(check.kind) }

    func askForNotifications() {
        asked += 1
        states[.notifications] = .ok
    }

    func remindForTest() -> Bool {
        testsSet += refusesTest ? 0 : 1
        return !refusesTest
    }
}

actor FakeFiles: Sharing, Picking, CloudBackup {
    struct Full: Error {}

    private(set) var shared: [(name: String, bytes: Data)] = []
    private var picks: String?
    private var fails = false
    private var takes = false

    func choose(_ path: String?) { picks = path }
    func fail(_ failing: Bool = true) { fails = failing }

    func share(name: String, bytes: Data) throws {
        if fails { throw Full() }
        shared.append((name, bytes))
    }

    func takesDiary() -> Bool { takes }

    func take(diary: Bool) throws {
        if fails { throw Full() }
        takes = diary
    }

    func pick() throws -> String? {
        if fails { throw Full() }
        return picks
    }
}

actor FakeDisplay: Display, Haptics, Voice {
    private(set) var isKeptOn = false
    private(set) var felt: [Felt] = []
    private(set) var said: [String] = []

    func keepOn(_ on: Bool) { isKeptOn = on }
    func tell(_ what: Felt) { felt.append(what) }
    func say(_ text: String) { said.append(text) }
}

@MainActor
extension Array where Element == Control {
    var labels: [String] { map(\.label) }

    /// Taps what carries this label, as a person would: not where it is dimmed, and not where it is not.
    func tap(_ label: String, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let control = try #require(
            first { $0.label == label || $0.described == label }, "no “\(label)” in \(labels)",
            sourceLocation: sourceLocation)
        #expect(control.isEnabled, "“\(label)” is dimmed", sourceLocation: sourceLocation)
        await control.tap()
    }
}

@MainActor
extension Question {
    func tap(_ label: String, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let answer = try #require(
            answers.first { $0.label == label }, "no “\(label)” in \(answers.map(\.label))",
            sourceLocation: sourceLocation)
        await answer.tap()
    }

    var chosen: String? { answers.first(where: \.isChosen)?.label }
}

@MainActor
extension Array where Element == Tick {
    func tap(_ label: String, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let tick = try #require(
            first { $0.label == label }, "no “\(label)” in \(map(\.label))", sourceLocation: sourceLocation)
        await tick.tap()
    }

    func isOn(_ label: String) -> Bool? { first { $0.label == label }?.isOn }
}

final class FakeLightStore: LightStore, @unchecked Sendable {
    private let lock = NSLock()
    private var kept: Light?

    func light() -> Light? { lock.withLock { kept } }
    func keep(_ light: Light) { lock.withLock { kept = light } }
}

/// What should have been there.
struct Missing: Error {
    let what: String
}
