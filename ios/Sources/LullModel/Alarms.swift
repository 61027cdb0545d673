import LullCore

/// The phone's alarms: what only the system can hold. It is told the whole wanted set, never single changes.
public protocol AlarmPort: Sendable {
    /// What the system allows right now.
    func capabilities() async -> Capabilities
    /// Makes the system match the schedule; returns the alarms it would not take.
    func apply(_ schedule: Schedule) async -> [AlarmId]
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
        let capabilities = await alarms.capabilities()
        let schedule = try await host.ask {
            try $0.wake(reason: reason, now: $1, capabilities: capabilities)
        }
        let refused = await alarms.apply(schedule)
        try await host.ask {
            try $0.scheduleApplied(generation: schedule.generation, refused: refused, now: $1)
        }
        return schedule.notices
    }
}
