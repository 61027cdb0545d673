import LullCore
import LullModel
import Testing

/// Follows a session and keeps what it heard, so that a failing test can show the evening.
struct Follower: CustomStringConvertible {
    private var updates: UpdateStream.Iterator
    private var ahead: [SessionEvent] = []
    private(set) var heard: [SessionEvent] = []
    private(set) var views: [SessionView] = []

    init(_ session: SessionHandle) { updates = UpdateStream(session).makeAsyncIterator() }

    /// The first event still to come for which `found` gives something.
    mutating func until<Found>(_ what: String, _ found: (SessionEvent) -> Found?) async throws -> Found {
        while let event = try await next() {
            if let found = found(event) { return found }
        }
        throw Silence(what: what, transcript: description)
    }

    mutating func until(_ event: SessionEvent) async throws {
        try await until("\(event)") { $0 == event ? () : nil }
    }

    /// Waits for a snapshot like this; events told meanwhile stay to be heard.
    mutating func untilSeen(_ what: String, _ wanted: (SessionView) -> Bool) async throws {
        while !(views.last.map(wanted) ?? false) {
            guard try await pull() else { throw Silence(what: what, transcript: description) }
        }
    }

    /// Listens to the end and says how it was.
    mutating func toTheEnd() async throws -> (reason: EndReason, stopped: Stopped) {
        while try await next() != nil {}
        guard case .ended(let reason, let stopped) = heard.last else {
            throw Silence(what: "an end", transcript: description)
        }
        return (reason, stopped)
    }

    private mutating func next() async throws -> SessionEvent? {
        while ahead.isEmpty {
            guard try await pull() else { return nil }
        }
        let event = ahead.removeFirst()
        heard.append(event)
        return event
    }

    private mutating func pull() async throws -> Bool {
        guard let update = try await updates.next() else { return false }
        views.append(update.view)
        ahead += update.events
        return true
    }

    var description: String { "heard: \(heard)\nstands: \(views.last.map { "\($0)" } ?? "nowhere")" }

    struct Silence: Error {
        let what: String
        let transcript: String
    }
}
