import Foundation
import LullCore
import Observation

/// Whatever gives Lull a chance to run. All of it leads to the same wake.
public enum Occasion: CaseIterable, Sendable {
    case launch, sceneActive, significantTimeChange, zoneChange, notificationResponse, backgroundRefresh, bluetooth

    /// The core's word for it.
    var reason: WakeReason {
        switch self {
        case .launch, .sceneActive: .launch
        case .significantTimeChange: .timeChanged
        case .zoneChange: .zoneChanged
        case .notificationResponse: .tap
        case .backgroundRefresh: .refresh
        case .bluetooth: .bluetooth
        }
    }
}

/// Every moment the core gets to run on an iPhone: it plans, and the system is made to match.
@MainActor
@Observable
public final class Wakes: Reminding {
    /// What the person should know, from the newest wake.
    public private(set) var notices: [Notice] = []
    /// Why the newest wake failed.
    public private(set) var trouble: ApiError?

    @ObservationIgnored private let host: CoreHost
    @ObservationIgnored private let waker: Waker
    @ObservationIgnored private let reminders: NotificationReconciler
    @ObservationIgnored private let planned: @MainActor () async -> Void

    /// `planned` shows the new plan wherever it stands outside the app.
    public init(
        host: CoreHost, reminders: NotificationReconciler,
        planned: @escaping @MainActor () async -> Void = {}
    ) {
        self.host = host
        waker = Waker(host: host, alarms: reminders)
        self.reminders = reminders
        self.planned = planned
    }

    public func wake(on occasion: Occasion) async { await wake(occasion.reason) }

    public func wake(_ reason: WakeReason) async {
        trouble = nil
        do { notices = try await waker.wake(reason) } catch { trouble = .from(error) }
        await planned()
    }

    /// The person has read the notices that are told once.
    public func acknowledge() async {
        await settle { app, _ in _ = try app.acknowledgeNotices() }
    }

    /// A reminder was shown while the app was open, where the system tells of it at once.
    public func presented(_ id: String) async {
        guard isAlarm(id) else { return }
        trouble = nil
        do {
            try await host.ask {
                try $0.alarmFired(id: id, now: $1)
                try $0.alarmShown(id: id, now: $1)
            }
        } catch {
            trouble = .from(error)
        }
    }

    /// The person answered a reminder; with it whatever else called for the same is answered.
    public func answered(_ id: AlarmId, _ action: Action) async {
        await settle { _ = try $0.alarmActed(id: id, action: action, now: $1) }
        await reminders.takeBack(id)
    }

    public func answeredOnScreen(_ action: Action) async { await reminders.takeBack(asking: action) }

    public func begunOnScreen(_ program: ProgramKind) async {
        for id in await reminders.standing(asking: .start) where (try? programOf(reminder: id)) == program {
            await answered(id, .start)
        }
    }

    /// Tonight's symptoms began now, told from outside the screens.
    public func symptomsStarted() async {
        await settle(answers: .alreadyStarted) { _ = try $0.symptomsStarted(now: $1) }
    }

    /// `answers`: what a reminder that still stands asks for, and is answered with by this.
    private func settle(
        answers action: Action? = nil, _ tap: @escaping @Sendable (App, Moment) throws -> Void
    ) async {
        do {
            try await host.ask(tap)
        } catch {
            trouble = .from(error)
            return
        }
        if let action { await reminders.takeBack(asking: action) }
        await wake(.tap)
    }
}
