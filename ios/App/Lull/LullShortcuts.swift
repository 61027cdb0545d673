import AppIntents
import LullGlance

/// What Shortcuts, Siri and the Action button offer without anything being set up.
struct LullShortcuts: AppShortcutsProvider {
    static var appShortcuts: [AppShortcut] {
        AppShortcut(
            intent: StartMassage(), phrases: ["Start the massage with \(.applicationName)"],
            shortTitle: "Start the massage", systemImageName: "play.fill")
        AppShortcut(
            intent: StopMassage(), phrases: ["Stop the massage with \(.applicationName)"],
            shortTitle: "Stop the massage", systemImageName: "stop.fill")
        AppShortcut(
            intent: LogSymptomsStarted(), phrases: ["Log in \(.applicationName) that symptoms started"],
            shortTitle: "Symptoms started", systemImageName: "square.and.pencil")
    }
}

/// The intents are in a package of their own, so that the widget can offer them too.
struct LullIntents: AppIntentsPackage {
    static var includedPackages: [any AppIntentsPackage.Type] { [GlanceIntents.self] }
}
