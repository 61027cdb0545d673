import LullCore

/// What a notification can be answered with. iOS knows answers by category, and a category by its id alone: so the id
/// spells the answers out, and one that was shown long ago keeps its buttons.
public struct NotificationCategory: Equatable, Sendable {
    public var id: String
    public var answers: [NotificationAnswer]
    /// All that anybody may read on a locked phone.
    public var hidden: String
}

/// One button.
public struct NotificationAnswer: Equatable, Sendable {
    public var id: String
    public var label: String
    /// Whether it brings the app up; the others are answered where the person is.
    public var opensApp: Bool
}

extension NotificationCategory {
    /// The category of an alarm's answers.
    static func id(of actions: [Action]) -> String { buttons(actions).map(\.carried).joined(separator: " ") }

    public init(id: String, words: ReminderWords) {
        self.id = id
        hidden = words.hidden
        answers = id.split(separator: " ").compactMap { Action(carried: String($0)) }.map {
            NotificationAnswer(id: $0.carried, label: words.label($0), opensApp: $0.opensApp)
        }
    }

    /// Whether what is of that category asks for this answer.
    static func id(_ id: String, asksFor action: Action) -> Bool {
        id.split(separator: " ").contains { $0 == action.carried }
    }

    /// One for each kind of answer, in the core's order. Closing a notification needs no button: the system has one.
    private static func buttons(_ actions: [Action]) -> [Action] {
        var kinds: Set<String> = []
        return actions.filter { $0 != .dismiss && kinds.insert($0.kind).inserted }
    }
}

extension Action {
    /// As one word, for what passes through the system.
    public var carried: String {
        if case .snooze(let minutes) = self { "\(kind):\(minutes)" } else { kind }
    }

    /// The answer that word stands for.
    public init?(carried: String) {
        let parts = carried.split(separator: ":", maxSplits: 1).map(String.init)
        switch parts.first {
        case "start": self = .start
        case "snooze":
            guard let minutes = parts.last.flatMap(UInt16.init) else { return nil }
            self = .snooze(minutes: minutes)
        case "skip_tonight": self = .skipTonight
        case "already_started": self = .alreadyStarted
        case "log": self = .log
        case "open_app": self = .openApp
        case "dismiss": self = .dismiss
        default: return nil
        }
    }

    var kind: String {
        switch self {
        case .start: "start"
        case .snooze: "snooze"
        case .skipTonight: "skip_tonight"
        case .alreadyStarted: "already_started"
        case .log: "log"
        case .openApp: "open_app"
        case .dismiss: "dismiss"
        }
    }

    /// A massage starts with the app open (short background time, and Bluetooth may have to be asked for).
    var opensApp: Bool {
        switch self {
        case .start, .log, .openApp: true
        case .snooze, .skipTonight, .alreadyStarted, .dismiss: false
        }
    }
}
