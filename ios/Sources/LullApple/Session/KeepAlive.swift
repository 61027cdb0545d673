#if canImport(UIKit)
    import UIKit

    /// Time to finish what a massage is doing when the app leaves the screen. After it the system wakes Lull for what the
    /// massager says (`bluetooth-central`), for about ten seconds each; the massager's own timer needs none of it.
    @MainActor
    public final class KeepAlive {
        private var task = UIBackgroundTaskIdentifier.invalid

        public init() {}

        public func begin() {
            guard task == .invalid else { return }
            task = UIApplication.shared.beginBackgroundTask(withName: "massage") { [weak self] in self?.end() }
        }

        public func end() {
            guard task != .invalid else { return }
            UIApplication.shared.endBackgroundTask(task)
            task = .invalid
        }
    }
#endif
