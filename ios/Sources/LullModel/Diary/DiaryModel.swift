import Foundation
import LullCore
import Observation

/// Night after night, to be read, corrected and filled in.
@MainActor
@Observable
public final class DiaryModel: Screen {
    struct DiaryNight: Sendable {
        let night: Night
        let record: NightRecord?
    }

    /// Newest first, those without a record too: they can be filled in.
    private(set) var nights: [DiaryNight]?
    /// How many pages back.
    public private(set) var page = 0
    /// Taken out as soon as the person leaves; until then it can be undone.
    private(set) var going: Night?

    @ObservationIgnored private let open: @MainActor (Night) async -> Void

    init(_ shell: Shell, open: @escaping @MainActor (Night) async -> Void) {
        self.open = open
        super.init(shell)
    }

    public override var title: String { words("diary.title") }

    public var nothingYet: String? {
        guard let nights, nights.allSatisfy({ $0.record == nil }) else { return nil }
        return words("diary.nothingYet")
    }

    public var panels: [Panel] { (nights ?? []).map { $0.night == going ? goingPanel($0.night) : panel($0) } }

    public var pages: [Control] {
        let earlier = Control(words("diary.earlier")) { [self] in await turn(to: page + 1) }
        let later = Control(words("diary.later")) { [self] in await turn(to: page - 1) }
        return page > 0 ? [earlier, later] : [earlier]
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
        let told = record.map { words.told($0, times) }
        let line = told.map { Line($0) } ?? Line(words("diary.nothing"), .quiet)
        return Panel(night, heading: name, [line], controls: controls)
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

    private func turn(to page: Int) async {
        self.page = page
        await look()
    }

    private func read() async throws {
        nights = try await host.ask { [page] in try $0.diaryPage(page, now: $1) }
    }
}

extension App {
    /// A page of nights. Which night it is the core says; the days before it are only a calendar's.
    fileprivate func diaryPage(_ page: Int, now: Moment) throws -> [DiaryModel.DiaryNight] {
        let newest = try clockThatCounts(now: now).night
        let days = (0..<pageNights).map { day(newest, before: page * pageNights + $0) }
        let records = try nights(from: days.last, to: days.first)
        return days.map { day in .init(night: day, record: records.first { $0.entry.night == day }) }
    }
}

private let pageNights = 14

/// The calendar's day so many days earlier, as the core writes days.
private func day(_ night: Night, before days: Int) -> Night {
    let style = Date.ISO8601FormatStyle(timeZone: .gmt).year().month().day()
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    guard let date = try? style.parse(night), let earlier = calendar.date(byAdding: .day, value: -days, to: date)
    else { return night }
    return style.format(earlier)
}
