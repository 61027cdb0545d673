import Foundation
import LullCore

/// Something to tap, and what the tap does. Views draw it; nothing else on a screen acts.
@MainActor
public struct Control: Identifiable {
    public let label: String
    /// Names it where its label alone does not, for whoever cannot see where it stands.
    public let described: String
    public let isEnabled: Bool
    public let tap: @MainActor () async -> Void

    nonisolated public var id: String { described }

    init(
        _ label: String, described: String? = nil, isEnabled: Bool = true, tap: @escaping @MainActor () async -> Void
    ) {
        self.label = label
        self.described = described ?? label
        self.isEnabled = isEnabled
        self.tap = tap
    }
}

/// A statement that is true or not.
@MainActor
public struct Tick: Identifiable {
    public let label: String
    public let isOn: Bool
    public let tap: @MainActor () async -> Void

    nonisolated public var id: String { label }
}

/// A question with answers to tap.
@MainActor
public struct Question: Identifiable {
    public let text: String
    /// What the ends of its scale mean.
    public let ends: String?
    public let answers: [Answer]

    nonisolated public var id: String { text }

    @MainActor
    public struct Answer: Identifiable {
        public let label: String
        public let described: String
        public let isChosen: Bool
        public let tap: @MainActor () async -> Void

        nonisolated public var id: String { described }
    }

    init<Value: Equatable>(
        _ text: String, _ choices: [(value: Value, label: String)], chosen: Value?, ends: String? = nil, words: Words,
        choose: @escaping @MainActor (Value) async -> Void
    ) {
        self.text = text
        self.ends = ends
        answers = choices.map { choice in
            Answer(
                label: choice.label, described: words("part.answer", ["question": text, "answer": choice.label]),
                isChosen: choice.value == chosen
            ) { await choose(choice.value) }
        }
    }
}

/// A time of day, which can be changed.
@MainActor
public struct TimeField: Identifiable {
    public let label: String
    public let shown: String
    /// What a clock to turn begins with.
    public let time: ClockTime
    /// The control that opens the clock, and the one that takes what it shows.
    public let change: String
    public let changeDescribed: String
    public let take: String
    /// The answer that there is none.
    public let unset: Control?
    public let set: @MainActor (ClockTime) async -> Void

    /// As a clock to turn wants it: a moment of some day, on the phone's own clock.
    public var moment: Date {
        let parts = DateComponents(year: 2001, month: 1, day: 1, hour: Int(time.hour), minute: Int(time.minute))
        return Calendar.current.date(from: parts) ?? Date(timeIntervalSinceReferenceDate: 0)
    }

    /// The control that opens a clock, whatever the view does for it.
    public func changing(_ open: @escaping @MainActor () async -> Void) -> Control {
        Control(change, described: changeDescribed, tap: open)
    }

    /// The one that takes what the clock shows.
    public func taking(_ close: @escaping @MainActor () async -> Void) -> Control { Control(take, tap: close) }

    public func take(_ moment: Date) async {
        let parts = Calendar.current.dateComponents([.hour, .minute], from: moment)
        await set(ClockTime(hour: UInt8(parts.hour ?? 0), minute: UInt8(parts.minute ?? 0)))
    }

    nonisolated public var id: String { label }
}

/// Something that matters more than the rest of the screen.
@MainActor
public struct Warning: Identifiable {
    public let text: String
    public let controls: [Control]

    nonisolated public var id: String { text }
}

/// A few lines that belong together, and what can be done about them.
@MainActor
public struct Panel: Identifiable {
    public let id: String
    public let heading: String?
    public let lines: [Line]
    public let controls: [Control]

    init(_ id: String? = nil, heading: String? = nil, _ lines: [Line], controls: [Control] = []) {
        self.id = id ?? heading ?? lines.map(\.text).joined()
        self.heading = heading
        self.lines = lines
        self.controls = controls
    }
}

/// One line of text and its weight.
public struct Line: Identifiable, Equatable, Sendable {
    public enum Weight: Sendable { case quiet, plain, strong }

    public let text: String
    public let weight: Weight

    public var id: String { text }

    init(_ text: String, _ weight: Weight = .plain) {
        self.text = text
        self.weight = weight
    }
}

/// A line by its place: the same may be said twice.
public struct Numbered: Identifiable, Sendable {
    public let id: Int
    public let line: Line

    public var text: String { line.text }
}

extension Array where Element == Line {
    public var numbered: [Numbered] { enumerated().map { Numbered(id: $0.offset, line: $0.element) } }
}

extension Array where Element == String {
    public var numbered: [Numbered] { map { Line($0) }.numbered }
}
