import Foundation
import LullCore
import Testing

@testable import LullModel

/// Whole evenings: the real core plans, the system holds, the person answers.
@Suite(.timeLimit(.minutes(2)))
@MainActor
struct ReminderStoryTests {
    private let evening = "evening-\(tonight)"

    @Test("the app is opened once, killed, and the reminder comes at its time")
    func comes() async throws {
        let bed = try Bedside()
        await bed.wake(.launch)
        #expect(bed.wakes.notices == [])
        #expect(bed.centre.planned.count <= 40)
        bed.killed()
        bed.passes(to: "20:19")
        #expect(bed.onScreen(evening) == nil)
        bed.passes(to: "20:20")
        let shown = try #require(bed.onScreen(evening))
        #expect(bed.centre.buttons(shown).map(\.label) == ["Start", "In 10 min", "Not tonight", "Already started"])
    }

    @Test("snoozed again and again it comes again and again, and the audit knows when it came")
    func snoozes() async throws {
        let bed = try Bedside()
        await bed.wake(.launch)
        bed.passes(to: "20:20")
        for time in ["20:30", "20:40", "20:50"] {
            let shown = try #require(bed.onScreen(evening))
            bed.killed()
            #expect(await bed.presses(shown, "In 10 min") == nil)
            #expect(bed.onScreen(evening) == nil)
            bed.passes(to: time)
        }
        let shown = try #require(bed.onScreen(evening))
        #expect(shown.at == instant("20:50"))
        await bed.wake(.sceneActive)
        let audit = try await bed.ask { try $0.audit(nights: 1, now: $1) }
        let delivery = try #require(audit.deliveries.map(\.delivery).first { $0.id == evening })
        #expect(delivery.shown == instant("20:50"))
        #expect(delivery.acted?.action == .snooze(minutes: 10))
    }

    @Test("a reminder that is cleared comes again; a third time it stays away")
    func cleared() async throws {
        let bed = try Bedside()
        await bed.wake(.launch)
        bed.passes(to: "20:20")
        var times = 0
        while let shown = bed.centre.delivered().first(where: { $0.place == evening }), times < 20 {
            times += 1
            await bed.taps(shown, .cleared)
            bed.passes(to: bed.clock.at.addingTimeInterval(12 * 60))
        }
        #expect((2...6).contains(times), "\(times)")
        bed.passes(to: "2026-11-22T03:00")
        #expect(bed.centre.delivered().allSatisfy { $0.place != evening })
    }

    @Test("not tonight, said to a repetition: all of this evening goes, nothing more comes, and tomorrow's does")
    func skips() async throws {
        let bed = try Bedside()
        await bed.wake(.launch)
        bed.passes(to: "20:31")
        #expect(bed.centre.delivered().count == 2)
        await bed.presses(try #require(bed.onScreen("repeat-1-\(tonight)")), "Not tonight")
        #expect(bed.centre.delivered() == [])
        bed.passes(to: "2026-11-22T06:00")
        #expect(!bed.centre.everShown.contains { $0.id.hasPrefix("repeat-2") })
        bed.passes(to: "2026-11-22T20:20")
        #expect(bed.onScreen("evening-2026-11-22") != nil)
    }

    @Test("already started is noted in the diary and is an answer")
    func alreadyStarted() async throws {
        let bed = try Bedside()
        await bed.wake(.launch)
        bed.passes(to: "20:20")
        await bed.presses(try #require(bed.onScreen(evening)), "Already started")
        #expect(try await bed.ask { app, _ in try app.entry(night: tonight)?.symptoms } == .yes)
        bed.passes(to: "23:30")
        #expect(!bed.centre.everShown.contains { $0.id.hasPrefix("repeat") })
    }

    @Test("left alone it is repeated; only the newest stays once the app has run, and goes when it says nothing more")
    func leftAlone() async throws {
        let bed = try Bedside()
        await bed.wake(.launch)
        bed.passes(to: "21:30")
        let calls = bed.centre.everShown.filter { $0.place == evening }
        #expect(calls.count > 1)
        await bed.wake(.sceneActive)
        #expect(bed.centre.delivered().filter { $0.place == evening }.map(\.id) == [calls.last?.id])
        bed.passes(to: "23:30")
        await bed.wake(.backgroundRefresh)
        #expect(bed.centre.delivered().filter { $0.place == evening } == [])
    }

    @Test("Start leads to a massage; the reminder is answered when it has begun, and not when it is refused")
    func start() async throws {
        let bed = try Bedside()
        await bed.wake(.launch)
        bed.passes(to: "20:20")
        let door = await bed.presses(try #require(bed.onScreen(evening)), "Start")
        #expect(door == .start(evening))
        var settings = try await bed.ask { app, _ in try app.settings() }
        let answered = settings.safety
        settings.safety = nil
        try await save(settings, bed)
        let app = bed.screens()
        await app.open(.start(evening))
        guard case .SafetyCheckNeeded? = app.session.trouble else {
            bed.fail("\(String(describing: app.session.trouble))")
            return
        }
        #expect(bed.centre.planned.contains { $0.id == "repeat-1-\(tonight)" })

        settings.safety = answered
        try await save(settings, bed)
        await app.open(.start(evening))
        #expect(app.session.trouble == nil)
        let audit = try await bed.ask { try $0.audit(nights: 1, now: $1) }
        #expect(audit.deliveries.first { $0.delivery.id == evening }?.delivery.acted?.action == .start)
        #expect(!bed.centre.planned.contains { $0.id.hasPrefix("repeat") && $0.id.hasSuffix(tonight) })
        await app.session.stop.tap()
        await app.session.untilOver()
    }

    @Test("the morning's question opens the log, everything else the first screen, and a stranger's does no harm")
    func doors() async throws {
        let bed = try Bedside()
        await bed.wake(.launch)
        bed.passes(to: "20:20")
        #expect(await bed.taps(try #require(bed.onScreen(evening)), .itself) == .tonight)
        bed.passes(to: "2026-11-22T11:00")
        let log = try #require(bed.centre.delivered().first { $0.id.hasPrefix("morning-log") })
        #expect(await bed.taps(log, .itself) == .morning)
        #expect(await bed.wakes.respond(to: Kept.test, .itself, offers: "") == .tonight)
        #expect(await bed.wakes.respond(to: "of-a-later-lull", .cleared, offers: "") == nil)
        #expect(await bed.wakes.respond(to: "evening-2026-11-22", .button("sing"), offers: "") == .tonight)
    }

    @Test("one that comes while the app is open is known to have come; what is no reminder is none of the core's")
    func presented() async throws {
        let bed = try Bedside()
        await bed.wake(.launch)
        bed.passes(to: "20:20")
        await bed.wakes.presented(evening)
        await bed.wakes.presented(Kept.test)
        #expect(bed.wakes.trouble == nil)
        let audit = try await bed.ask { try $0.audit(nights: 1, now: $1) }
        #expect(audit.onTime == 1)
    }

    @Test("denied notifications are said, and granted later everything is laid out")
    func denied() async throws {
        let bed = try Bedside()
        bed.centre.allow(false)
        await bed.wake(.launch)
        #expect(bed.wakes.notices.contains { $0.kind == .notificationsOff })
        #expect(bed.centre.planned == [])
        bed.centre.allow(true)
        await bed.wake(.sceneActive)
        #expect(bed.wakes.notices == [])
        #expect(bed.centre.planned.contains { $0.id == evening })
    }

    @Test("what the system drops without a word is told to the person at once")
    func dropped() async throws {
        let bed = try Bedside()
        bed.centre.refuse { $0 == "evening-\(tonight)" }
        await bed.wake(.launch)
        #expect(bed.wakes.notices.contains { $0.kind == .alarmRefused }, "\(bed.wakes.notices)")
    }

    @Test("abroad the reminder follows the wall before the app has run, and the person is asked whose clock counts")
    func abroad() async throws {
        let bed = try Bedside()
        await bed.wake(.launch)
        bed.passes(to: "19:00")
        bed.clock.travel(to: "Europe/London")
        bed.passes(to: "20:20")
        #expect(bed.onScreen(evening) == nil)
        bed.passes(to: "21:20")
        #expect(bed.onScreen(evening)?.at == instant("21:20"))
        await bed.wake(.zoneChange)
        #expect(bed.wakes.notices.contains { $0.kind == .zoneChanged })
        _ = try await bed.ask { try $0.answerZone(answer: .keepHome, now: $1) }
        await bed.wake(.sceneActive)
        bed.passes(to: "2026-11-22T20:20")
        #expect(bed.onScreen("evening-2026-11-22") != nil, "the clock at home")
    }

    @Test("not opened for weeks: a fortnight of reminders, the request to open, the net once, and then silence")
    func horizon() async throws {
        let bed = try Bedside()
        await bed.wake(.launch)
        bed.killed()
        bed.passes(to: "2026-12-20T12:00")
        let shown = bed.centre.everShown.map(\.id)
        #expect(shown.count { $0.hasPrefix("evening") } == 14)
        #expect(shown.contains("open-app-2026-12-04"))
        #expect(shown.last == "safety-net-2026-12-05", "\(shown)")
        await bed.wake(.sceneActive)
        #expect(bed.centre.planned.contains { $0.id == "evening-2026-12-20" })
    }

    @Test("the settings' extras never need more than the slots there are")
    func slots() async throws {
        let bed = try Bedside()
        var settings = try await bed.ask { app, _ in try app.settings() }
        settings.reminders.preNoticeMinutes = 15
        settings.reminders.topUp = true
        try await save(settings, bed)
        await bed.wake(.sceneActive)
        #expect(bed.centre.planned.count == 40)
        #expect(bed.wakes.notices.contains { $0.kind == .extrasShort || $0.kind == .horizonShort })
    }

    private func save(_ settings: Settings, _ bed: Bedside) async throws {
        try await bed.ask { [settings] app, _ in _ = try app.saveSettings(settings: settings) }
    }
}
