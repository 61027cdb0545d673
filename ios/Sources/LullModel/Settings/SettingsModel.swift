import LullCore
import Observation

/// Everything about reminders and massages that can be set. Each change is kept at once.
@MainActor
@Observable
public final class SettingsModel: Screen {
    public private(set) var settings: Settings?

    public override var title: String { words("settings.title") }
    public var keptAtOnce: String { words("morning.keptAtOnce") }

    public override func look() async {
        await attempt { [self] in settings = try await host.ask { app, _ in try app.settings() } }
    }

    public var parts: [SettingsPart] {
        guard let settings else { return [] }
        return [
            evening(settings), repeating(settings.reminders), others(settings), quiet(settings.reminders),
            free(settings), journey(settings.reminders), strength(settings),
        ]
    }

    /// Made of what is kept at that moment, so that two quick taps are both kept.
    func keep(_ changed: @escaping @Sendable (inout Settings) -> Void) async {
        await attempt { [self] in
            let (kept, changes) = try await host.ask { app, _ in
                let before = try app.settings()
                var after = before
                changed(&after)
                return (after, after == before ? nil : try app.saveSettings(settings: after))
            }
            settings = kept
            if changes?.schedule == true { try await wakeCore(.tap) }
        }
    }

    func tick(_ label: String, _ isOn: Bool, _ changed: @escaping @Sendable (inout Settings) -> Void) -> SettingsItem {
        .tick(Tick(label: label, isOn: isOn) { [self] in await keep(changed) })
    }

    func choose<Value: Equatable & Sendable>(
        _ text: String, _ choices: [(Value, String)], _ chosen: Value, ends: String? = nil,
        _ changed: @escaping @Sendable (inout Settings, Value) -> Void
    ) -> SettingsItem {
        .question(
            Question(text, choices, chosen: chosen, ends: ends, words: words) { [self] value in
                await keep { changed(&$0, value) }
            })
    }

    func time(
        _ key: String, _ time: ClockTime?, unless: String? = nil,
        _ changed: @escaping @Sendable (inout Settings, ClockTime?) -> Void
    ) -> SettingsItem {
        .time(
            shell.time(words(key), time, unless: unless.map { words($0) }) { [self] chosen in
                await keep { changed(&$0, chosen) }
            })
    }

    func minutes<Number: BinaryInteger>(_ all: [Number], _ chosen: Number?) -> [(Number, String)] {
        shell.offered(all, chosen).map { ($0, words("setup.minutes", ["minutes": "\($0)"])) }
    }
}

/// Settings that belong together.
@MainActor
public struct SettingsPart: Identifiable {
    public let heading: String
    public let about: String?
    public let items: [SettingsItem]

    nonisolated public var id: String { heading }

    init(_ heading: String, about: String? = nil, _ items: [SettingsItem]) {
        self.heading = heading
        self.about = about
        self.items = items
    }
}

@MainActor
public enum SettingsItem: Identifiable {
    case tick(Tick)
    case question(Question)
    case time(TimeField)

    nonisolated public var id: String {
        switch self {
        case .tick(let tick): tick.id
        case .question(let question): question.id
        case .time(let field): field.id
        }
    }
}
