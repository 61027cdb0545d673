import Foundation
import LullCore
import Testing

@testable import LullModel

/// One iPhone and one person, played by a test: the real core, the reconciler, a fake notification centre, and a clock.
@MainActor
final class Bedside {
    let phone: Phone
    let clock: MovingClock
    let centre: FakeCentre
    private(set) var host: CoreHost
    private(set) var wakes: Wakes
    private(set) var told: [String] = []
    /// How often code of the app ran.
    private(set) var ran = 0

    init(_ wall: String = "15:00", words: ReminderWords = .english) throws {
        phone = try Phone()
        try phone.setUp()
        clock = MovingClock(wall)
        centre = FakeCentre(clock: clock)
        host = CoreHost(config: phone.config, clock: clock)
        wakes = Wakes(host: host, reminders: NotificationReconciler(centre: centre, words: words, clock: clock))
        self.words = words
    }

    private let words: ReminderWords

    /// The system ends the process and starts it anew. Only the diary and the notifications are left.
    func killed() {
        note("killed")
        host = CoreHost(config: phone.config, clock: clock)
        wakes = Wakes(host: host, reminders: NotificationReconciler(centre: centre, words: words, clock: clock))
    }

    /// The screens over this phone.
    func screens() -> AppModel {
        let system = Room(phone).shell.phone
        let shell = Shell(host: host, reminders: wakes, phone: system, words: words.words, times: words.times)
        return AppModel(shell, lightStore: NoStore())
    }

    func wake(_ occasion: Occasion) async {
        note("wakes: \(occasion)")
        ran += 1
        await wakes.wake(on: occasion)
        if let trouble = wakes.trouble { fail("trouble: \(trouble)") }
    }

    func ask<Answer: Sendable>(_ question: @escaping @Sendable (App, Moment) throws -> Answer) async throws -> Answer {
        try await host.ask(question)
    }

    /// Time passes and everything in it rings; no code of the app runs for it.
    func passes(to wall: String) { passes(to: instant(wall)) }

    func passes(to end: Date) {
        while let next = centre.next(), next <= end {
            clock.pass(to: next)
            for shown in centre.ring() { note("shown: \(shown.id)") }
        }
        clock.pass(to: max(end, clock.at))
    }

    /// The notification of that id, if it is on the screen's list.
    func onScreen(_ id: String) -> ShownNotification? { centre.delivered().first { $0.id == id } }

    @discardableResult
    func taps(_ shown: ShownNotification, _ tap: NotificationTap) async -> Door? {
        note("\(tap) on \(shown.id)")
        ran += 1
        // the app is not asked before the notification has gone
        centre.leaves(shown)
        let door = await wakes.respond(to: shown.id, tap, offers: shown.category)
        if let trouble = wakes.trouble { fail("trouble: \(trouble)") }
        return door
    }

    /// Presses a button by its label.
    @discardableResult
    func presses(_ shown: ShownNotification, _ label: String) async -> Door? {
        let buttons = centre.buttons(shown)
        guard let button = buttons.first(where: { $0.label == label }) else {
            fail("no button \(label) but \(buttons.map(\.label))")
            return nil
        }
        return await taps(shown, .button(button.id))
    }

    func note(_ line: String) {
        let zone = TimeZone(identifier: clock.zone) ?? .gmt
        told.append("\(clock.at.formatted(Date.ISO8601FormatStyle(timeZone: zone))) \(line)")
    }

    /// Fails with everything that happened.
    func fail(_ why: String) {
        let planned = centre.planned.map { "  \($0.id) \($0.rings)" }.joined(separator: "\n")
        let shown = centre.delivered().map(\.id)
        Issue.record("\(why)\n\(told.joined(separator: "\n"))\npending:\n\(planned)\nshown: \(shown)")
    }
}

/// A phone that keeps no brightness.
struct NoStore: LightStore {
    func light() -> Light? { nil }
    func keep(_ light: Light) {}
}
