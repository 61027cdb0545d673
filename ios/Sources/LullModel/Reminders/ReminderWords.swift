import LullCore

/// The words of notifications, from the core's keys and arguments. They are in the catalog `Reminder`.
public struct ReminderWords: Sendable {
    public let words: Words
    public let times: Times

    public init(_ words: Words = Words(), _ times: Times = Times()) {
        self.words = words
        self.times = times
    }

    func title(_ message: Message) -> String { words.message(message, part: "title", times) }
    func body(_ message: Message) -> String { words.message(message, part: "body", times) }

    func label(_ action: Action) -> String {
        if case .snooze(let minutes) = action {
            words("reminder.answer.snooze", ["minutes": "\(minutes)"])
        } else {
            words("reminder.answer.\(action.kind)")
        }
    }

    /// All that anybody may read on a locked phone.
    var hidden: String { words("reminder.hidden") }

    /// Over what cannot wait.
    public var trouble: String { words("reminder.trouble") }
}
