#if canImport(UIKit)
    import LullModel
    import UIKit

    /// The lit screen, what the hand feels, and what VoiceOver reads out.
    public struct PhoneTouch: Display, Haptics, Voice {
        private let lit: @MainActor @Sendable () async -> Void

        /// `lit` is told when a massage is shown on the screen.
        public init(lit: @escaping @MainActor @Sendable () async -> Void) { self.lit = lit }

        @MainActor
        public func keepOn(_ on: Bool) async {
            UIApplication.shared.isIdleTimerDisabled = on
            if on { await lit() }
        }

        @MainActor
        public func tell(_ what: Felt) async {
            UINotificationFeedbackGenerator().notificationOccurred(what == .warning ? .warning : .success)
        }

        @MainActor
        public func say(_ text: String) async { UIAccessibility.post(notification: .announcement, argument: text) }
    }
#endif
