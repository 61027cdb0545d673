import LullCore
import Testing

@testable import LullModel

@Suite(.timeLimit(.minutes(2)))
struct SessionTests {
    private func ready(speed: UInt32 = speed) throws -> Phone {
        let phone = try Phone(speed: speed)
        try phone.answerSafetyCheck()
        return phone
    }

    @Test("updates tell the session in order from connecting to its end")
    func order() async throws {
        let phone = try ready()
        var follower = Follower(try phone.start(.topUp))
        let end = try await follower.toTheEnd()
        #expect(Array(follower.heard.prefix(2)) == [.connecting, .connected], "\(follower)")
        #expect(follower.heard.contains(.running), "\(follower)")
        let steps = follower.heard.compactMap { if case .stepBegan(let index) = $0 { index } else { nil } }
        #expect(steps == Array(Set(steps)).sorted())
        #expect(end.reason == .complete)
        #expect(end.stopped == .observed)
        let elapsed = follower.views.map(\.elapsed)
        #expect(elapsed == elapsed.sorted(), "time went back")
    }

    @Test("a second start is the same session")
    func secondStart() async throws {
        let phone = try ready()
        let first = try phone.start(.evening, id: 1)
        let second = try phone.start(.evening, at: "20:26", id: 2)
        #expect(try first.id() == second.id())
        #expect(try phone.app.runningSession()?.id() == 1)
        try second.stop()
        var follower = Follower(first)
        _ = try await follower.toTheEnd()
    }

    @Test("a louder and a softer level are seen at the motor")
    func levels() async throws {
        let phone = try ready()
        let session = try phone.start(.evening)
        var follower = Follower(session)
        func changed(_ event: SessionEvent) -> Level? {
            if case .levelChanged(let level) = event { level } else { nil }
        }
        try await follower.untilSeen("the level chosen before") { $0.level.observed == 50 }
        try session.command(command: .levelUp)
        let louder = try await follower.until("a louder level", changed)
        #expect(louder > 50)
        try await follower.untilSeen("the louder level") { $0.level.observed == louder }
        #expect(try phone.massager.motor() == louder, "\(follower)")
        try session.command(command: .levelDown)
        let softer = try await follower.until("a softer level", changed)
        #expect(softer < louder)
        try await follower.untilSeen("the softer level") { $0.level.observed == softer }
        try session.stop()
        #expect(try await follower.toTheEnd().reason == .stoppedByPerson)
    }

    @Test("a stop is told only when the motor was seen to stand still")
    func stop() async throws {
        let phone = try ready()
        let session = try phone.start(.evening)
        var follower = Follower(session)
        try await follower.untilSeen("the level of a warm-up") { ($0.level.observed ?? 0) >= 20 }
        #expect(try phone.massager.motor() > 0)
        try session.stop()
        try session.stop()
        try await follower.until(.stopping)
        let end = try await follower.toTheEnd()
        #expect(end.reason == .stoppedByPerson)
        #expect(end.stopped == .observed)
        #expect(try phone.massager.motor() == 0)
        #expect(try await session.nextUpdate(seen: .max) == nil, "nothing comes after the end")
        try session.command(command: .levelUp)
    }

    @Test("a dropped link is told with the time the massager stops by itself, and found again")
    func droppedLink() async throws {
        let phone = try ready()
        let session = try phone.start(.evening)
        var follower = Follower(session)
        try await follower.until(.running)
        try phone.massager.inject(fault: .drop)
        let stopsBy = try await follower.until("the loss") {
            if case .linkLost(let stopsBy) = $0 { Optional(stopsBy) } else { nil }
        }
        #expect(stopsBy != nil, "\(follower)")
        try await follower.until(.linkBack)
        try session.stop()
        #expect(try await follower.toTheEnd().stopped == .observed)
    }

    @Test("a massager that stays away ends the session, and its motor stands still")
    func lostForGood() async throws {
        let phone = try ready()
        var follower = Follower(try phone.start(.evening))
        try await follower.until(.running)
        try phone.massager.inject(fault: .dropFor(seconds: 3600))
        let end = try await follower.toTheEnd()
        #expect(end.reason == .linkLost, "\(follower)")
        #expect(end.stopped == .byFailSafe, "\(follower)")
        #expect(try phone.massager.motor() == 0)
    }

    @Test("the button on the massager ends the session with its own word")
    func button() async throws {
        let phone = try ready()
        var follower = Follower(try phone.start(.evening))
        try await follower.until(.running)
        try phone.massager.pressStop()
        #expect(try await follower.toTheEnd().reason == .stoppedByDevice(cause: .deviceButton))
    }

    @Test("a massager held by another phone is told as a reason, not as an error")
    func busy() async throws {
        let phone = try ready()
        try phone.massager.inject(fault: .busy)
        var follower = Follower(try phone.start(.evening))
        let end = try await follower.toTheEnd()
        #expect(end.reason == .notReached(fault: .busy))
        #expect(end.stopped == .neverRan)
    }

    @Test("a task cancelled in the middle of a wait ends it, loses nothing, and the next reader goes on")
    func cancellation() async throws {
        let phone = try ready()
        let session = try phone.start(.topUp)
        let patient = Task { try await collect(UpdateStream(session)) }
        var (hasty, seen, givenUp) = ([SessionEvent](), UInt64(0), 0)
        // on a busy computer news is always there first: these wait for what never comes
        for _ in 0...10 {
            let pull = Task {
                var updates = UpdateStream(session, seen: .max).makeAsyncIterator()
                return try await updates.next()
            }
            await Task.yield()
            pull.cancel()
            do { #expect(try await pull.value == nil) } catch is CancellationError { givenUp += 1 }
        }
        while true {
            let last = seen
            let pull = Task {
                var updates = UpdateStream(session, seen: last).makeAsyncIterator()
                return try await updates.next()
            }
            let limit = Task {
                try await Task.sleep(for: .milliseconds(Int.random(in: 0...4)))
                pull.cancel()
            }
            defer { limit.cancel() }
            do {
                guard let update = try await pull.value else { break }
                seen = update.number
                hasty += update.events
            } catch is CancellationError {
                givenUp += 1
            }
        }
        #expect(givenUp > 10, "only \(givenUp) waits were given up")
        #expect(try await patient.value == hasty)
    }

    @Test("a token ends a wait that would last")
    func token() async throws {
        let phone = try ready(speed: 1)
        let session = try phone.start(.evening)
        let token = try CancelToken()
        let waiting = Task { try await session.nextUpdate(seen: .max, cancel: token) }
        try token.cancel()
        await #expect(throws: ApiError.Cancelled) { try await waiting.value }
        await #expect(throws: ApiError.Cancelled) { try await session.nextUpdate(cancel: token) }
        #expect(try await session.nextUpdate() != nil, "the session goes on")
        try session.stop()
    }

    @MainActor
    @Test("a screen that comes back shows the running session and its whole story")
    func screenComesBack() async throws {
        let phone = try ready()
        phone.clock.set("20:25")
        let first = SessionModel(Room(phone).shell) {}
        await first.start(.evening, id: 3)
        await first.left()
        let second = SessionModel(Room(phone).shell) {}
        await second.look()
        #expect(second.view?.id == 3)
        try await [second.stop].tap("Stop")
        await second.untilOver()
        #expect(second.events.first == .connecting)
        #expect(second.events.last == .ended(reason: .stoppedByPerson, stopped: .observed), "\(second.events)")
        #expect(second.trouble == nil)
    }

    @Test("two hundred readers of one session all hear the same")
    func manyReaders() async throws {
        let phone = try ready()
        let session = try phone.start(.deviceTest)
        let stories = try await withThrowingTaskGroup(of: [SessionEvent].self) { group in
            for _ in 0..<200 { group.addTask { try await collect(UpdateStream(session)) } }
            return try await group.reduce(into: [[SessionEvent]]()) { $0.append($1) }
        }
        #expect(stories.count == 200)
        #expect(stories.allSatisfy { $0 == stories[0] })
    }

    private func collect(_ updates: UpdateStream) async throws -> [SessionEvent] {
        try await updates.reduce(into: [SessionEvent]()) { $0 += $1.events }
    }
}
