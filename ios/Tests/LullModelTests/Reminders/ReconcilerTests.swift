import Foundation
import LullCore
import Testing

@testable import LullModel

@Suite(.timeLimit(.minutes(1)))
struct ReconcilerTests {
    let clock = MovingClock("15:00")
    let centre: FakeCentre
    let reconciler: NotificationReconciler

    init() {
        centre = FakeCentre(clock: clock)
        reconciler = NotificationReconciler(centre: centre, words: ReminderWords.english, clock: clock)
    }

    private func apply(_ alarms: [Alarm]) async -> [AlarmId] {
        await reconciler.apply(Schedule(generation: 1, alarms: alarms, notices: []))
    }

    @Test("what is wanted is held, under the core's own id, with its words and answers")
    func holds() async throws {
        #expect(await apply([.evening("20:20")]) == [])
        let held = try #require(centre.planned.first)
        #expect(held.id == "evening-\(tonight)")
        #expect(held.title == "Your legs may start soon")
        #expect(held.body == "Expected around 21:00.")
        #expect(held.category == "start snooze:10 skip_tonight already_started")
        #expect(held.rings == .wall(wall("20:20"), zone: nil))
        #expect(held.breaksThrough)
    }

    @Test("the same schedule again changes nothing; another time replaces")
    func twice() async {
        _ = await apply([.evening("20:20")])
        let before = centre.changes
        _ = await apply([.evening("20:20")])
        #expect(centre.changes == before)
        _ = await apply([.evening("20:40")])
        #expect(centre.planned.map(\.rings) == [.wall(wall("20:40"), zone: nil)])
    }

    @Test("another language is another text, and is laid out anew")
    func language() async {
        _ = await apply([.evening("20:20")])
        let german = NotificationReconciler(centre: centre, words: ReminderWords.german, clock: clock)
        _ = await german.apply(Schedule(generation: 1, alarms: [.evening("20:20")], notices: []))
        #expect(centre.planned.map(\.title) == ["Ihre Beine könnten bald unruhig werden"])
    }

    @Test("what is no longer wanted is taken back, what is no reminder stays")
    func takesBack() async {
        _ = await apply([.evening("20:20")])
        var test = centre.planned[0]
        test.id = Kept.test
        centre.put(test)
        var old = test
        old.id = "of-another-version"
        centre.put(old)
        _ = await apply([])
        #expect(centre.planned.map(\.id) == [Kept.test])
    }

    @Test("only the evening's reminder breaks through a Focus")
    func breaksThrough() async {
        let kinds: [AlarmKind] = [.evening, .repeat, .preNotice, .topUp, .morningLog, .safetyNet, .openApp]
        for kind in kinds {
            var alarm = Alarm.evening("20:20")
            alarm.kind = kind
            _ = await apply([alarm])
            #expect(centre.planned.map(\.breaksThrough) == [kind == .evening], "\(kind)")
        }
    }

    @Test("by the clock at home, abroad, it is pinned to that clock; by the clock here it is not")
    func zones() async {
        clock.travel(to: "America/New_York")
        var alarm = Alarm.evening("20:20")
        _ = await apply([alarm])
        #expect(centre.planned.map(\.rings) == [.wall(wall("20:20"), zone: "Europe/Berlin")])
        #expect(centre.next() == alarm.at)
        (alarm.zone, alarm.wall) = ("America/New_York", wall("14:20"))
        _ = await apply([alarm])
        #expect(centre.planned.map(\.rings) == [.wall(wall("14:20"), zone: nil)])
        #expect(centre.next() == alarm.at)
    }

    @Test("a time that the wall shows twice is named by its instant when it is the second")
    func fold() async throws {
        clock.set(to: instant("2026-10-24T22:00"))
        var alarm = Alarm.evening("2026-10-25T02:30")
        alarm.wall = wall("2026-10-25T02:30")
        // summer time is two hours ahead: the first 02:30
        alarm.at = try Date("2026-10-25T00:30:00Z", strategy: .iso8601)
        _ = await apply([alarm])
        #expect(centre.planned.map(\.rings) == [.wall(alarm.wall, zone: nil)])
        alarm.at = try Date("2026-10-25T01:30:00Z", strategy: .iso8601)
        _ = await apply([alarm])
        #expect(centre.planned.map(\.rings) == [.instant(alarm.at)])
    }

    @Test("what the system refuses, and what it drops without a word, is told")
    func refusals() async {
        centre.refuse { $0.hasPrefix("evening-2026-11-22") }
        let nights = (1...70).map { day in
            var alarm = Alarm.evening("20:20")
            let at = alarm.at.addingTimeInterval(Double(day) * 86_400)
            (alarm.at, alarm.wall) = (at, wallOfWinter(at))
            alarm.id = "evening-\(alarm.wall.text.prefix(10))"
            return alarm
        }
        let refused = await apply(nights)
        #expect(refused == [nights[0].id] + nights.suffix(5).map(\.id))
        #expect(centre.pending().count == FakeCentre.most)
    }

    @Test("a time that has passed meanwhile is refused, not believed to be held")
    func tooLate() async {
        #expect(await apply([.evening("14:59")]) == ["evening-\(tonight)"])
    }

    @Test("denied notifications are told to the core, and everything is refused")
    func denied() async {
        centre.allow(false)
        #expect(await reconciler.capabilities().notifications == false)
        #expect(await apply([.evening("20:20")]) == ["evening-\(tonight)"])
        centre.allow(true)
        #expect(await reconciler.capabilities().notifications)
        #expect(await apply([.evening("20:20")]) == [])
    }

    @Test("slots, repetition and silence are an iPhone's")
    func capabilities() async {
        let allowed = await reconciler.capabilities()
        #expect(allowed.slots == 40)
        #expect(!allowed.repeatingAlarms && !allowed.reportsFiring && allowed.exactAlarms)
    }

    @Test("on the screen only the newest of one place stays, until it has expired or will ring again")
    func retracts() async throws {
        var again = Alarm.evening("20:30")
        (again.id, again.kind) = ("repeat-1-\(tonight)", .repeat)
        var log = Alarm.evening("20:25")
        (log.id, log.kind) = ("morning-log-2026-11-20", .morningLog)
        _ = await apply([.evening("20:20"), log, again])
        for time in ["20:20", "20:25", "20:30"] {
            clock.pass(to: instant(time))
            _ = centre.ring()
        }
        #expect(centre.delivered().count == 3)
        _ = await apply([])
        #expect(centre.delivered().map(\.id) == [log.id, again.id])
        _ = await apply([again.at("21:00")])
        #expect(centre.delivered().map(\.id) == [log.id])
        clock.pass(to: log.expires)
        _ = await apply([])
        #expect(centre.delivered() == [])
    }

    @Test("what was shown keeps its buttons although nothing else has them")
    func keepsButtons() async throws {
        _ = await apply([.evening("20:20")])
        clock.pass(to: instant("20:20"))
        let shown = try #require(centre.ring().first)
        _ = await apply([])
        #expect(centre.buttons(shown).map(\.label) == ["Start", "In 10 min", "Not tonight", "Already started"])
        #expect(centre.buttons(shown).map(\.opensApp) == [true, false, false, false])
    }

    @Test("a reminder for trying out comes in a minute on the way of all others, and stays when a schedule is applied")
    func tryOut() async throws {
        #expect(await reconciler.remindForTest())
        _ = await apply([.evening("20:20")])
        #expect(centre.planned.map(\.rings) == [.wall(wall("15:01"), zone: nil), .wall(wall("20:20"), zone: nil)])
        #expect(centre.planned.first?.title == "Test: reminders come")
        clock.pass(to: instant("15:01"))
        #expect(centre.ring().map(\.id) == [Kept.test])
        centre.allow(false)
        #expect(await !reconciler.remindForTest())
    }

    @Test("an answer takes back everything that called for the same")
    func oneAnswer() async {
        var again = Alarm.evening("20:30")
        (again.id, again.kind) = ("repeat-1-\(tonight)", .repeat)
        _ = await apply([.evening("20:20"), again])
        for time in ["20:20", "20:30"] {
            clock.pass(to: instant(time))
            _ = centre.ring()
        }
        await reconciler.takeBack(again.id)
        #expect(centre.delivered() == [])
    }
}

func wall(_ text: String) -> WallTime { wallOfWinter(instant(text)) }

/// What a clock in Berlin shows then, in winter.
func wallOfWinter(_ at: Date) -> WallTime { WallTime(at, TimeZone(secondsFromGMT: 3600) ?? .gmt) }

extension Alarm {
    /// Tonight's, as the core would make it.
    static func evening(_ time: String) -> Alarm {
        let at = instant(time)
        let onset = Arg.time(clockTime("21:00"))
        return Alarm(
            id: "evening-\(tonight)", kind: .evening, night: tonight, at: at, wanted: at, wall: wallOfWinter(at),
            zone: "Europe/Berlin", exactness: .exact, recurrence: .once,
            message: Message(key: "reminder.evening", args: ["onset": onset, "lead": .minutes(40)]),
            actions: [.start, .snooze(minutes: 10), .snooze(minutes: 20), .skipTonight, .alreadyStarted],
            expires: at.addingTimeInterval(3 * 3600))
    }

    func at(_ time: String) -> Alarm {
        var moved = self
        (moved.at, moved.wanted, moved.wall) = (instant(time), instant(time), LullModelTests.wallOfWinter(at))
        return moved
    }
}
