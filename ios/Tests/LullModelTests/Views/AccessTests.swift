import Foundation
import Testing

/// Rules of the views that hold for everyone who looks at them, or does not look at all.
@Suite
struct AccessTests {
    private let views: [(name: String, code: String)]

    init() throws {
        views = try files(in: "Sources/LullUI", suffix: ".swift").map {
            ($0.lastPathComponent, try String(contentsOf: $0, encoding: .utf8))
        }
    }

    private func expectNone(_ pattern: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        for view in views {
            let found = try view.code.all(pattern)
            #expect(found.isEmpty, "\(view.name): \(found)", sourceLocation: sourceLocation)
        }
    }

    @Test("nothing is done by a gesture alone")
    func gestures() throws {
        try expectNone(#"(onTapGesture|onLongPressGesture|swipeActions|contextMenu|DragGesture|\.gesture\()"#)
    }

    @Test("letters are as large as the person wants, and never cut off")
    func letters() throws {
        try expectNone(#"(\.system\(size|lineLimit|minimumScaleFactor|dynamicTypeSize|truncationMode)"#)
    }

    @Test("reading may begin at either side")
    func sides() throws {
        try expectNone(#"(\.left\b|\.right\b|layoutDirection|offset\(x)"#)
    }

    @Test("nothing moves by itself")
    func motion() throws {
        try expectNone(#"(withAnimation|\.animation\(|\.transition\(|repeatForever|TimelineView)"#)
    }

    @Test("whatever is tapped is at least 44 points high")
    func targets() throws {
        let heights = try views.flatMap { try $0.code.all(#"(?:minHeight|height): (\d+)"#) }.compactMap { Int($0) }
        #expect(heights.count > 5)
        #expect(heights.allSatisfy { $0 >= 44 }, "\(heights)")
        // every button and switch is drawn by one of the parts that have such a height
        for view in views where !["Buttons.swift", "Choices.swift"].contains(view.name) {
            #expect(
                try view.code.all(#"\b(Button \{|Button\(action|Toggle\(|NavigationLink|Menu\b)"#).isEmpty,
                "\(view.name)")
        }
    }

    @Test("a word on a screen comes from a model, in the person's language")
    func words() throws {
        try expectNone(#"(Text\("[^"]|Label\("|Button\("|Toggle\("|navigationTitle\("|accessibilityLabel\(")"#)
    }
}
