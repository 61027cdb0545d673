import LullCore

/// Follows the massage that runs and shows it outside the app, to its end. The screens follow it for themselves.
@MainActor
public final class RunningSession {
    private let host: CoreHost
    private let display: any SessionDisplay
    private let words: ReminderWords
    private let over: @MainActor () async -> Void
    private var following: Task<Void, Never>?
    private var followed: SessionId?
    /// Whether a massage is under way, as far as was told.
    public private(set) var isRunning = false

    /// `over` is told when a massage has ended.
    public init(
        host: CoreHost, display: any SessionDisplay, words: ReminderWords, over: @escaping @MainActor () async -> Void
    ) {
        self.host = host
        self.display = display
        self.words = words
        self.over = over
    }

    /// Finds the massage that runs, if one does. Harmless when it is followed already.
    public func follow() async {
        do {
            guard let session = try await host.ask({ app, _ in try app.runningSession() }) else { return }
            let id = try session.id()
            guard id != followed else { return }
            followed = id
            let zone = try await host.ask { try $0.clockThatCounts(now: $1).zone }
            isRunning = true
            following = Task { await show(session, zone) }
        } catch {
            await tell(error)
        }
    }

    /// Stops it from outside the screens. Harmless when nothing runs.
    public func stop() async throws {
        try await host.ask { app, _ in try app.runningSession()?.stop() }
    }

    /// Waits until the massage that is followed has ended.
    public func untilOver() async { await following?.value }

    private func show(_ session: SessionHandle, _ zone: String) async {
        var shown: SessionGlance?
        do {
            for try await update in UpdateStream(session) {
                let glance = SessionGlance(update.view, zone: zone, words)
                // a countdown runs by itself: only what is said is news
                if glance != shown { await display.show(glance) }
                shown = glance
                for event in update.events where try asksForThePerson(event: event) {
                    guard let text = words.words.event(event, words.times, zone: zone) else { continue }
                    await display.alert(text)
                }
            }
        } catch {
            await tell(error)
        }
        isRunning = false
        if let shown { await display.end(shown) }
        await over()
    }

    private func tell(_ error: any Error) async {
        await display.alert(words.words.trouble(.from(error), words.times))
    }
}
