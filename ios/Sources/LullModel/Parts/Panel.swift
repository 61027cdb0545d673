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
