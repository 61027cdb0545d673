import Foundation
import LullCore
import Testing

@testable import LullModel

/// Every error a person can meet on this side, by what they can do about it.
@Suite(.timeLimit(.minutes(2)))
struct RefusalTests {
    private struct NotRefused: Error {}

    private func refusal(_ call: () async throws -> Void) async throws -> ApiError {
        do {
            try await call()
        } catch let error as ApiError {
            return error
        }
        throw NotRefused()
    }

    private func refusedField(_ call: () throws -> Void) -> String {
        do {
            try call()
            return "nothing was refused"
        } catch ApiError.InvalidInput(let field, _, _) {
            return field
        } catch {
            return "\(error)"
        }
    }

    @Test("an input that makes no sense is refused by its field")
    func fields() throws {
        let phone = try Phone()
        let (app, now) = (phone.app, moment("18:00"))
        func logged(_ change: (inout Entry) -> Void) -> String {
            var entry = Entry(night: "2026-11-20")
            change(&entry)
            return refusedField { _ = try app.log(entry: entry, now: now) }
        }
        func saved(_ change: (inout Settings) -> Void) throws -> String {
            var settings = try app.settings()
            change(&settings)
            return refusedField { _ = try app.saveSettings(settings: settings) }
        }
        #expect(refusedField { _ = try app.plan(now: moment("18:00", zone: "Mars/Olympus")) } == "zone")
        #expect(logged { $0.severity = 11 } == "severity")
        #expect(logged { $0.sleepQuality = 200 } == "sleep_quality")
        #expect(logged { $0.gotUp = 51 } == "got_up")
        #expect(logged { $0.note = String(repeating: "a", count: 40_000_000) } == "note")
        #expect(logged { $0.night = "2026-11-22" } == "night")
        #expect(refusedField { _ = try app.entry(night: "2026-02-30") } == "night")
        let noTime = ClockTime(hour: 24, minute: 0)
        #expect(refusedField { _ = try app.remindTonightAt(time: noTime, now: now) } == "time")
        #expect(try saved { $0.holdLevel = 101 } == "level")
        #expect(try saved { $0.leadMinutes = 4 } == "lead_minutes")
        #expect(refusedField { try app.alarmFired(id: "noon-2026-11-21", now: now) } == "alarm")
        #expect(try app.nights().isEmpty, "nothing was half-written")
        #expect(try !app.isSetUp())
    }

    @Test("one bad row of an import names its line and nothing is imported")
    func badRow() async throws {
        let phone = try Phone()
        let csv = Data("night,symptoms,severity\n2026-11-18,yes,4\n2026-11-19,yes,eleven\n".utf8)
        let error = try await refusal { _ = try phone.app.importCsv(bytes: csv, now: moment("18:00")) }
        guard case .InvalidInput("severity", .notANumber(got: "eleven"), 3) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(try phone.app.nights().isEmpty)
    }

    @Test("no start before the safety check was answered")
    func safety() throws {
        let phone = try Phone()
        #expect(try phone.app.safetyGate() == .notAnswered)
        #expect(throws: ApiError.SafetyCheckNeeded(conditions: [])) { try phone.start(.evening) }
        #expect(try phone.app.runningSession() == nil)
    }

    @Test("no start with a condition before a doctor agreed")
    func doctor() async throws {
        let phone = try Phone()
        var settings = try phone.app.settings()
        settings.safety = SafetyCheck(answeredAt: instant("15:00"), conditions: [.bloodClots], doctorAgreed: false)
        _ = try phone.app.saveSettings(settings: settings)
        #expect(throws: ApiError.SafetyCheckNeeded(conditions: [.bloodClots])) { try phone.start(.evening) }
    }

    @Test("a rest lies between two sessions")
    func rest() async throws {
        let phone = try Phone()
        try phone.answerSafetyCheck()
        var follower = Follower(try phone.start(.topUp, at: "20:00"))
        _ = try await follower.toTheEnd()
        while try phone.app.runningSession() != nil { await Task.yield() }
        let error = try await refusal { _ = try phone.start(.topUp, at: "20:13", id: 8) }
        guard case .RestNeeded(let until) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(until > instant("20:13"))
    }

    @Test("a night has only so many minutes of massage")
    func nightCap() async throws {
        // without a radio, so that nothing has to keep step with such a fast clock
        let phone = try Phone(speed: 3000)
        try phone.answerSafetyCheck()
        var refusal: (hour: Int, error: ApiError)?
        for hour in 13...20 {
            let request = SessionRequest(program: .evening, id: UInt32(hour), device: .manual)
            do {
                var follower = Follower(try phone.app.startSession(request: request, now: moment("\(hour):00")))
                _ = try await follower.toTheEnd()
                while try phone.app.runningSession() != nil { await Task.yield() }
            } catch let error as ApiError {
                refusal = (hour, error)
                break
            }
        }
        let (hour, error) = try #require(refusal, "eight sessions of half an hour were allowed")
        guard case .DailyCapReached(let minutes) = error else {
            Issue.record("\(try phone.report(error))")
            return
        }
        #expect(hour > 14)
        #expect(minutes > 0)
    }

    @Test("another program's session is not started twice")
    func elsewhere() async throws {
        let phone = try Phone()
        try phone.answerSafetyCheck()
        let session = try phone.start(.evening, id: 5)
        let other = try await phone.host.app()
        let error = try await refusal {
            _ = try other.startSession(request: SessionRequest(program: .evening, id: 6), now: moment("20:26"))
        }
        guard case .SessionRunning(5) = error else {
            Issue.record("\(error)")
            return
        }
        try session.stop()
        var follower = Follower(session)
        _ = try await follower.toTheEnd()
    }

    @Test("a folder that is a file cannot hold a diary, and an opening that failed is tried again")
    func folder() async throws {
        let obstacle = FileManager.default.temporaryDirectory.appending(path: "lull-\(UUID().uuidString)")
        try Data("in the way".utf8).write(to: obstacle)
        let host = CoreHost(config: AppConfig(dataFolder: obstacle.path), clock: HandSetClock(moment("18:00")))
        let error = try await refusal { _ = try await host.app() }
        guard case .StorageUnusable(.cannotUse(let path, _)) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(path.hasPrefix(obstacle.path))
        try FileManager.default.removeItem(at: obstacle)
        #expect(try await host.app().isSetUp() == false)
        try FileManager.default.removeItem(at: obstacle)
    }

    @Test("two hundred calls at once all get their answer, from one core")
    func concurrency() async throws {
        let phone = try Phone()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<200 {
                group.addTask {
                    let day = 10 + number % 20
                    switch number % 4 {
                    case 0: try await phone.host.ask { _ = try $0.log(entry: Entry(night: "2026-10-\(day)"), now: $1) }
                    case 1: _ = try await phone.host.ask { try $0.plan(now: $1) }
                    case 2: _ = try await phone.host.ask { app, _ in try app.nights() }
                    default: _ = try await phone.host.ask { app, _ in try app.settings() }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try phone.app.nights().count == 5)
        let (first, second) = (try await phone.host.app(), try await phone.host.app())
        #expect(first === second)
    }

    @Test("a search offers a manual massager and finds the simulated one")
    func search() async throws {
        let phone = try Phone()
        let search = try phone.app.searchDevices(now: moment("18:00"))
        let finds = try await DeviceStream(search).reduce(into: [DeviceChoice?]()) { $0.append(try $1.get().choice) }
        #expect(finds == [.manual, .simulated])
    }
}
