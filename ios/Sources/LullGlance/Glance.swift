import Foundation

/// What the home screen shows of tonight: words and nothing else. The app writes it, the widget reads it; the diary stays
/// where no other process reaches it.
public struct Glance: Codable, Equatable, Sendable {
    /// When the reminder comes.
    public var when: String
    public var start: String
    public var started: String
    /// From here on `when` speaks of another evening.
    public var until: Date

    public init(when: String, start: String, started: String, until: Date) {
        self.when = when
        self.start = start
        self.started = started
        self.until = until
    }
}

/// The one small file that app and widget share.
public struct GlanceFile: Sendable {
    /// Also in both entitlements.
    public static let group = "group.app.lull"

    private let url: URL?

    /// Absent where the system gives no shared folder: then the widget shows the app's name.
    public init(folder: URL?) { url = folder?.appending(path: "glance.json") }

    public static var shared: GlanceFile {
        #if canImport(Darwin)
            GlanceFile(folder: FileManager.default.containerURL(forSecurityApplicationGroupIdentifier: group))
        #else
            GlanceFile(folder: nil)
        #endif
    }

    public func read() -> Glance? {
        guard let url, let bytes = try? Data(contentsOf: url) else { return nil }
        return try? JSONDecoder().decode(Glance.self, from: bytes)
    }

    /// Whether it changed.
    public func write(_ glance: Glance) throws -> Bool {
        guard let url, read() != glance else { return false }
        try JSONEncoder().encode(glance).write(to: url, options: .atomic)
        return true
    }
}
