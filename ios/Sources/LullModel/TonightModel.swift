import LullCore
import Observation

/// What the first screen shows: tonight's plan, and what the person should know. Taps come in, snapshots go out.
@MainActor
@Observable
public final class TonightModel {
    public private(set) var plan: Plan?
    public private(set) var notices: [Notice] = []
    /// Whether a massage may start.
    public private(set) var gate: Gate?
    /// Why the last tap did nothing; the next one clears it.
    public private(set) var trouble: ApiError?

    @ObservationIgnored private let host: CoreHost
    @ObservationIgnored private let waker: Waker

    public init(host: CoreHost, alarms: any AlarmPort) {
        self.host = host
        waker = Waker(host: host, alarms: alarms)
    }

    /// The core got to run: launch, tap, boot, a change of time or permission.
    public func wake(_ reason: WakeReason) async {
        await settle { [waker] in try await waker.wake(reason) }
    }

    public func skipTonight() async { await change { try $0.skipTonight(now: $1) } }

    public func remindTonight(at time: ClockTime) async {
        await change { try $0.remindTonightAt(time: time, now: $1) }
    }

    public func tonightAsUsual() async { await change { try $0.tonightAsUsual(now: $1) } }

    public func symptomsStarted() async {
        await settle { [host, waker] in
            _ = try await host.ask { try $0.symptomsStarted(now: $1) }
            return try await waker.wake(.tap)
        }
    }

    public func log(_ entry: Entry) async { await change { try $0.log(entry: entry, now: $1) } }

    /// The person has seen the notices about cut-off sessions.
    public func acknowledgeNotices() async { await change { app, _ in try app.acknowledgeNotices() } }

    private func change(_ tap: @escaping @Sendable (App, Moment) throws -> Changes) async {
        await settle { [host, waker, notices] in
            let changes = try await host.ask(tap)
            return changes.schedule ? try await waker.wake(.tap) : notices
        }
    }

    /// Shows how things stand after `work`, or why it failed.
    private func settle(_ work: () async throws -> [Notice]) async {
        trouble = nil
        do {
            notices = try await work()
            (plan, gate) = try await host.ask { (try $0.plan(now: $1), try $0.safetyGate()) }
        } catch {
            trouble = .from(error)
        }
    }
}

extension ApiError {
    /// The error of a call to the core; anything else is a fault of the bindings themselves.
    static func from(_ error: any Error) -> ApiError {
        error as? ApiError ?? .Internal(reportId: "\(error)")
    }
}
