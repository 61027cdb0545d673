import Foundation
import LullCore
import Observation

/// Nights from a file: a table of any kind, or Lull's own complete one. How it would be read is shown before anything is.
@MainActor
@Observable
public final class ReadingModel: Screen {
    private(set) var choices = asItIs
    private(set) var guess: TableGuess?
    private(set) var done: String?

    /// The chosen table, until it was read.
    @ObservationIgnored private var table: Data?

    public override var title: String { words("reading.title") }
    public var about: String { words("reading.about") }
    public var guessTitle: String { words("reading.guess") }
    public var backupFirst: String { words("reading.backupFirst") }
    public var doneText: String? { done }

    public var conflict: Question {
        let all: [OnConflict] = [.keep, .replace, .fill]
        return Question(
            words("reading.conflict"), all.map { ($0, words("reading.onConflict.\($0)")) }, chosen: choices.onConflict,
            words: words
        ) { [self] onConflict in await preview { $0.onConflict = onConflict } }
    }

    public var pickTable: Control {
        Control(words("reading.pickTable")) { [self] in
            await attempt { [self] in
                guard let bytes = try await pick() else { return }
                let onConflict = choices.onConflict
                (table, choices, done) = (bytes, asItIs, nil)
                choices.onConflict = onConflict
                try await makeGuess()
            }
        }
    }

    public var pickComplete: Control {
        Control(words("reading.pickComplete")) { [self] in
            await attempt { [self] in
                guard let bytes = try await pick() else { return }
                let onConflict = choices.onConflict
                let merged = try await host.ask {
                    try $0.importJson(bytes: bytes, onConflict: onConflict, now: $1)
                }
                (guess, table, done) = (nil, nil, words.merged(merged))
                try await wakeCore(.tap)
                await say(done ?? "")
            }
        }
    }

    public var guessed: [Line] { guess.map { words.columns($0, times) } ?? [] }

    public var dates: Question? {
        guess?.dateOrder.map { order in
            let all: [DateOrder] = [.dayMonthYear, .monthDayYear, .yearMonthDay]
            return Question(
                words("reading.dates"), all.map { ($0, words("reading.dateOrder.\($0)")) }, chosen: order, words: words
            ) { [self] order in await preview { $0.dateOrder = order } }
        }
    }

    /// Nothing is read before the person agrees.
    public var read: Control? {
        guess.map { guess in
            Control(words.counted("read", guess.nights.count), isEnabled: !guess.nights.isEmpty) { [self] in
                await attempt { [self] in
                    guard let table else { return }
                    let choices = choices
                    let imported = try await host.ask { try $0.importTable(bytes: table, choices: choices, now: $1) }
                    (self.guess, self.table, done) = (nil, nil, words.imported(imported))
                    try await wakeCore(.tap)
                    await say(done ?? "")
                }
            }
        }
    }

    private func preview(_ changed: (inout ImportChoices) -> Void) async {
        changed(&choices)
        await attempt { [self] in try await makeGuess() }
    }

    private func makeGuess() async throws {
        guard let table else { return }
        let choices = choices
        guess = try await host.ask { try $0.previewTable(bytes: table, choices: choices, now: $1) }
    }

    private func pick() async throws -> Data? {
        try await FileFailed.reading { [shell] in
            guard let path = try await shell.phone.picking.pick() else { return nil }
            return try await Task.detached { try Data(contentsOf: URL(fileURLWithPath: path)) }.value
        }
    }
}

/// Every guess is the core's, and what is here already stays and is filled in.
private let asItIs = ImportChoices(
    columns: [], dateOrder: nil, delimiter: nil, encoding: nil, sessionMinutes: nil, unanswered: nil, onConflict: .fill)
