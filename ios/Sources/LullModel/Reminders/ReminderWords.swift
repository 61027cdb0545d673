import Foundation
import LullCore

/// The words of notifications, from the core's keys and arguments.
public protocol ReminderWords: Sendable {
    func title(_ message: Message) -> String
    func body(_ message: Message) -> String
    func label(_ action: Action) -> String
    /// All that anybody may read on a locked phone.
    var hidden: String { get }
}

/// The words of the catalog `Reminder.xcstrings`. A text names its arguments as the core does, such as `{onset}`.
public struct CatalogWords: ReminderWords {
    private let text: @Sendable (String) -> String
    private let locale: Locale

    /// `text` looks a key up; the times read as `locale` writes them.
    public init(locale: Locale, text: @escaping @Sendable (String) -> String) {
        self.locale = locale
        self.text = text
    }

    /// In the phone's language, times as the phone writes them.
    public static var phone: CatalogWords {
        CatalogWords(locale: .autoupdatingCurrent) {
            Bundle.module.localizedString(forKey: $0, value: nil, table: "Reminder")
        }
    }

    public func title(_ message: Message) -> String { said("\(message.key).title", message.args) }
    public func body(_ message: Message) -> String { said("\(message.key).body", message.args) }

    public func label(_ action: Action) -> String {
        if case .snooze(let minutes) = action {
            said("reminder.answer.snooze", ["minutes": .minutes(minutes)])
        } else {
            said("reminder.answer.\(action.kind)")
        }
    }

    public var hidden: String { said("reminder.hidden") }

    /// Any other text of the catalog.
    public func said(_ key: String, _ args: MessageArgs = [:]) -> String {
        args.reduce(text(key)) { said, arg in
            said.replacingOccurrences(of: "{\(arg.key)}", with: arg.value.text(locale))
        }
    }
}

extension Arg {
    /// As it is read in this place of the world.
    func text(_ locale: Locale) -> String {
        switch self {
        case .time(let time): time.text(locale)
        case .minutes(let minutes): Int(minutes).formatted(.number.locale(locale))
        case .count(let count): Int(count).formatted(.number.locale(locale))
        case .night(let night): evening(night)?.formatted(style(locale).weekday(.wide).day().month(.wide)) ?? night
        case .word(let word): word
        }
    }

    private func evening(_ night: Night) -> Date? {
        try? Date(night, strategy: Date.ISO8601FormatStyle(timeZone: .gmt).year().month().day())
    }
}

extension ClockTime {
    /// With 12 or 24 hours, as the phone is set.
    public func text(_ locale: Locale) -> String {
        let midnight = Date(timeIntervalSinceReferenceDate: 0)
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let shown = calendar.date(bySettingHour: Int(hour), minute: Int(minute), second: 0, of: midnight)
        return (shown ?? midnight).formatted(style(locale).hour().minute())
    }
}

/// Of a date that stands for a time on a wall, which has no zone.
private func style(_ locale: Locale) -> Date.FormatStyle {
    Date.FormatStyle(locale: locale, timeZone: .gmt)
}
