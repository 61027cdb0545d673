import LullCore
import Observation

/// What every screen's model is given: the core, the phone's system, and how things are said.
@MainActor
public struct Shell {
    public let host: CoreHost
    public let reminders: any Reminding
    public let phone: PhoneSystem
    public let words: Words
    public let times: Times

    public init(
        host: CoreHost, reminders: any Reminding, phone: PhoneSystem, words: Words = Words(), times: Times = Times()
    ) {
        self.host = host
        self.reminders = reminders
        self.phone = phone
        self.words = words
        self.times = times
    }
}

/// A screen's model: snapshots in, taps out. A tap that failed says why and leaves what was shown.
@MainActor
@Observable
public class Screen {
    public internal(set) var trouble: ApiError?
    /// A file that could not be handed over or read; the core was not asked.
    var fileTrouble: String?

    @ObservationIgnored let shell: Shell
    @ObservationIgnored private let turn = Turn()

    init(_ shell: Shell) { self.shell = shell }

    var words: Words { shell.words }
    var times: Times { shell.times }
    var host: CoreHost { shell.host }

    public var title: String { "" }

    /// Why the last tap did nothing. It goes with the next one that succeeds.
    public var warning: Warning? {
        guard let text = fileTrouble ?? trouble.map({ words.trouble($0, times) }) else { return nil }
        return Warning(text: text, controls: [Control(words("part.tryAgain")) { [weak self] in await self?.look() }])
    }

    /// The screen came up, or came back.
    public func look() async {}

    /// The person left it behind.
    public func left() async {}

    func attempt(_ work: @escaping @MainActor () async throws -> Void) async {
        do {
            try await turn.take(work)
            (trouble, fileTrouble) = (nil, nil)
        } catch {
            await failed(error)
        }
    }

    func failed(_ error: any Error) async {
        let file = error as? FileFailed
        (trouble, fileTrouble) = (file == nil ? .from(error) : nil, file.map { words($0.key) })
        if let warning { await say(warning.text) }
    }

    func say(_ text: String) async { await shell.phone.voice.say(text) }

    func wakeCore(_ reason: WakeReason) async throws {
        await shell.reminders.wake(reason)
        if let trouble = shell.reminders.trouble { throw trouble }
    }

    /// A change that may move alarms.
    func change(_ what: @escaping @Sendable (App, Moment) throws -> Changes) async throws {
        if try await host.ask(what).schedule { try await wakeCore(.tap) }
    }
}

/// A file that the phone would not hand over or read.
@MainActor
struct FileFailed: Error {
    let key: String

    static func sharing(_ work: () async throws -> Void) async throws {
        do { try await work() } catch { throw FileFailed(key: "share.failed") }
    }

    static func keeping(_ work: () async throws -> Void) async throws {
        do { try await work() } catch { throw FileFailed(key: "backup.cloudFailed") }
    }

    static func reading<Answer: Sendable>(_ work: () async throws -> Answer) async throws -> Answer {
        do { return try await work() } catch { throw FileFailed(key: "share.unreadable") }
    }
}

extension ApiError {
    /// The error of a call to the core; anything else is a fault of the bindings themselves.
    static func from(_ error: any Error) -> ApiError {
        error as? ApiError ?? .Internal(reportId: "\(error)")
    }
}
