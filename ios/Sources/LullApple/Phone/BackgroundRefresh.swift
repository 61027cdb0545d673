#if canImport(BackgroundTasks) && !os(macOS)
    import BackgroundTasks
    import Foundation

    /// Lets the system run Lull now and then, to lay out further nights. When, and whether at all, is the system's choice:
    /// no reminder depends on it.
    public struct BackgroundRefresh: Sendable {
        /// Also in Info.plist.
        public static let identifier = "app.lull.refresh"

        private let work: @MainActor @Sendable () async -> Void

        public init(work: @escaping @MainActor @Sendable () async -> Void) { self.work = work }

        /// Before the app has finished launching: Apple takes no later registration.
        public func register() {
            BGTaskScheduler.shared.register(forTaskWithIdentifier: Self.identifier, using: nil) { [work] task in
                let refresh = Refresh(task: task)
                // a wake takes far less than the time there is, so nothing is broken off when that ends
                Task {
                    await work()
                    refresh.task.setTaskCompleted(success: true)
                }
                Self.ask()
            }
        }

        /// Asks for the next run. Each request is good for one.
        public static func ask() {
            // refused where the person has turned background refresh off; the checklist says so
            try? BGTaskScheduler.shared.submit(BGAppRefreshTaskRequest(identifier: identifier))
        }
    }

    /// Apple's object is not Sendable, and may be told from any thread that its task is done.
    private struct Refresh: @unchecked Sendable {
        let task: BGTask
    }
#endif
