import Foundation
import LullCore

/// The phone's alarms: what only the system can hold. It is told the whole wanted set, never single changes.
public protocol AlarmPort: Sendable {
    /// What the system allows right now.
    func capabilities() async -> Capabilities
    /// Makes the system match the schedule; returns the alarms it would not take.
    func apply(_ schedule: Schedule) async -> [AlarmId]
    /// What the system has shown, as far as it still tells.
    func shown() async -> [ShownAlarm]
    /// One wake at a time: an older schedule must not be applied over a newer one.
    func exclusively<Answer: Sendable>(_ work: @escaping @Sendable () async throws -> Answer) async throws -> Answer
}

/// A reminder that was seen to have come.
public struct ShownAlarm: Equatable, Sendable {
    public var id: AlarmId
    public var at: Date

    public init(id: AlarmId, at: Date) {
        self.id = id
        self.at = at
    }
}

/// For alarms of which the system tells nothing, and which nobody else wakes for.
extension AlarmPort {
    public func shown() async -> [ShownAlarm] { [] }

    public func exclusively<Answer: Sendable>(
        _ work: @escaping @Sendable () async throws -> Answer
    ) async throws -> Answer {
        try await work()
    }
}

/// A wake: lets the core look at the world, and the system hold what the core wants.
public struct Waker: Sendable {
    private let host: CoreHost
    private let alarms: any AlarmPort

    public init(host: CoreHost, alarms: any AlarmPort) {
        self.host = host
        self.alarms = alarms
    }

    /// Returns what the person should know.
    @discardableResult
    public func wake(_ reason: WakeReason) async throws -> [Notice] {
        try await alarms.exclusively { [self] in
            try await tellShown()
            let first = try await match(reason)
            // What the system refused, or takes by now, the next plan tells: make it at once.
            let tells = first.notices.contains { $0.kind == .alarmRefused }
            return first.refused.isEmpty == tells ? try await match(.permissionChanged).notices : first.notices
        }
    }

    private func tellShown() async throws {
        let shown = await alarms.shown()
        try await host.ask { app, now in
            for alarm in shown {
                let then = Moment(at: alarm.at, zone: now.zone, monotonicMs: now.monotonicMs)
                try app.alarmShown(id: alarm.id, now: then)
            }
        }
    }

    private func match(_ reason: WakeReason) async throws -> (notices: [Notice], refused: [AlarmId]) {
        let capabilities = await alarms.capabilities()
        let schedule = try await host.ask {
            try $0.wake(reason: reason, now: $1, capabilities: capabilities)
        }
        let refused = await alarms.apply(schedule)
        try await host.ask {
            try $0.scheduleApplied(generation: schedule.generation, refused: refused, now: $1)
        }
        return (schedule.notices, refused)
    }
}
