import LullCore
import Observation

/// Night after night, to be read, corrected and filled in.
@MainActor
@Observable
public final class DiaryModel: Screen {
    /// Newest first, nights without a record too: they can be filled in.
    private(set) var shown: DiaryPage?
    /// Taken out as soon as the person leaves; until then it can be undone.
    private(set) var going: Night?

    @ObservationIgnored private let open: @MainActor (Night) async -> Void

    init(_ shell: Shell, open: @escaping @MainActor (Night) async -> Void) {
        self.open = open
        super.init(shell)
    }

    public override var title: String { words("diary.title") }

    public var nothingYet: String? {
        guard let shown, shown.nights.allSatisfy({ $0.record == nil }) else { return nil }
        return words("diary.nothingYet")
    }

    public var panels: [Panel] { (shown?.nights ?? []).map { $0.night == going ? goingPanel($0.night) : panel($0) } }

    public var pages: [Control] {
        guard let shown else { return [] }
        let earlier = Control(words("diary.earlier")) { [self] in await turn(to: shown.page + 1) }
        let later = Control(words("diary.later")) { [self] in await turn(to: shown.page - 1) }
        return (shown.hasEarlier ? [earlier] : []) + (shown.page > 0 ? [later] : [])
    }

    public override func look() async { await attempt { [self] in try await read() } }

    /// The core forgets a night for good, its massages too: so it is asked only when nothing is left to be undone.
    public override func left() async {
        await attempt { [self] in
            try await forgetGoing()
            try await read()
        }
    }

    private func panel(_ diary: DiaryNight) -> Panel {
        let (name, night, record) = (times.night(diary.night), diary.night, diary.record)
        var controls = [
            named(record == nil ? "diary.log" : "diary.change", name) { [open] in await open(night) }
        ]
        if record?.entry.symptoms == nil {
            controls.append(named("diary.noSymptoms", name) { [self] in await noSymptoms(night) })
        }
        if record != nil { controls.append(named("diary.takeOut", name) { [self] in await takeOut(night) }) }
        let lines = record.map { words.told($0, times) } ?? [Line(words("diary.nothing"), .quiet)]
        return Panel(night, heading: name, lines, controls: controls)
    }

    /// In the night's own place, where the person is looking.
    private func goingPanel(_ night: Night) -> Panel {
        Panel(
            night, [Line(words("diary.going", ["night": times.night(night)]))],
            controls: [Control(words("diary.undo")) { [self] in going = nil }])
    }

    private func named(_ key: String, _ name: String, tap: @escaping @MainActor () async -> Void) -> Control {
        Control(words(key), described: words("part.named", ["control": words(key), "of": name]), tap: tap)
    }

    private func noSymptoms(_ night: Night) async {
        await attempt { [self] in
            let answer = MorningAnswer.symptoms(symptoms: .no)
            _ = try await host.ask { try $0.answerMorning(night: night, answer: answer, now: $1) }
            try await wakeCore(.tap)
            try await read()
        }
    }

    private func takeOut(_ night: Night) async {
        await attempt { [self] in
            try await forgetGoing()
            going = night
            try await read()
        }
    }

    private func forgetGoing() async throws {
        guard let night = going else { return }
        _ = try await host.ask { app, _ in try app.deleteNight(night: night) }
        going = nil
        try await wakeCore(.tap)
    }

    func turn(to page: UInt16) async { await attempt { [self] in try await read(page) } }

    /// That page, or once more the one that is shown.
    private func read(_ page: UInt16? = nil) async throws {
        let page = page ?? shown?.page ?? 0
        shown = try await host.ask { try $0.diaryPage(page: page, now: $1) }
    }
}
