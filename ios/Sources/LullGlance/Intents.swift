#if canImport(AppIntents) && !os(macOS)
    import AppIntents

    // Titles are English sentences and keys at once: Xcode reads them out of the source, and only literals.

    /// Opens the app and starts tonight's massage, or joins the one that runs.
    public struct StartMassage: AppIntent {
        public static let title: LocalizedStringResource = "Start the massage"
        public static let description: IntentDescription? = "Opens Lull and starts tonight's massage."
        /// Bluetooth may have to be asked for, and whoever starts it should see it run.
        public static let openAppWhenRun = true

        public init() {}

        public func perform() async throws -> some IntentResult {
            try await Performer.found.startMassage()
            return .result()
        }
    }

    /// Stops the massage, on the lock screen and without opening the app.
    public struct StopMassage: LiveActivityIntent {
        public static let title: LocalizedStringResource = "Stop the massage"
        public static let description: IntentDescription? = "Stops the massage that runs. Harmless when none does."

        public init() {}

        public func perform() async throws -> some IntentResult {
            try await Performer.found.stopMassage()
            return .result()
        }
    }

    /// Notes that tonight's symptoms began now. A Live Activity's intent because such a one runs in the app's own process,
    /// where the diary is, without opening the app.
    public struct LogSymptomsStarted: LiveActivityIntent {
        public static let title: LocalizedStringResource = "Log that symptoms started"
        public static let description: IntentDescription? = "Notes in Lull's diary that tonight's symptoms began now."

        public init() {}

        public func perform() async throws -> some IntentResult & ProvidesDialog {
            try await Performer.found.symptomsStarted()
            return .result(dialog: "Noted.")
        }
    }

    /// Lets Xcode find the intents of this package.
    public struct GlanceIntents: AppIntentsPackage {}
#endif
