import Foundation
import LullCore
import Testing

@testable import LullModel

/// Every notice that the core can make is provoked, and both languages have words for it with just its arguments.
@Suite(.timeLimit(.minutes(2)))
struct NoticeWordsTests {
    private let allAllowed = Capabilities(exactAlarms: true, notifications: true, slots: 500)

    @Test("both languages have words for every notice")
    func everyNotice() throws {
        let notices = try provoked()
        let kinds: [NoticeKind] = [
            .notificationsOff, .exactAlarmsOff, .backgroundRestricted, .forceStopped, .horizonShort, .extrasShort,
            .reminderMissed, .sessionInterrupted, .alarmRefused, .diaryDamaged, .zoneChanged,
        ]
        #expect(Set(notices.map { "\($0.kind)" }) == Set(kinds.map { "\($0)" }))
        for notice in notices {
            let english = Words(.en).notice(notice, Times(locale: Locale(identifier: "en_GB"), is24Hour: true))
            let german = Words(.de).notice(notice, Times(locale: Locale(identifier: "de_DE"), is24Hour: true))
            #expect(english != german && !english.hasPrefix("notice."), "\(english)")
            #expect(!english.contains("{") && !german.contains("{"), "\(english) | \(german)")
        }
    }

    private func provoked() throws -> [Notice] {
        let nothing = Capabilities(
            exactAlarms: false, notifications: false, slots: 500, backgroundRestricted: true, forceStopped: true)
        var all = try told { try $0.wake(reason: .launch, now: moment("18:00"), capabilities: nothing).notices }
        for slots: UInt16 in [3, 20] {
            let few = Capabilities(exactAlarms: true, notifications: true, slots: slots)
            all += try told { try $0.wake(reason: .launch, now: moment("18:00"), capabilities: few).notices }
        }
        all += try told {
            _ = try notices($0, "12:30")
            return try notices($0, "20:30")
        }
        all += try told {
            let schedule = try $0.wake(reason: .launch, now: moment("12:30"), capabilities: allAllowed)
            let refused = schedule.alarms.map(\.id)
            try $0.scheduleApplied(generation: schedule.generation, refused: refused, now: moment("12:30"))
            return try notices($0, "12:31")
        }
        all += try told {
            _ = try notices($0, "12:30")
            let abroad = moment("13:30", zone: "America/New_York")
            return try $0.wake(reason: .zoneChanged, now: abroad, capabilities: allAllowed).notices
        }
        return try all + afterAMassageThatWasCutOff() + afterDamage()
    }

    /// Kept at the world's speed, so that it cannot come to its own end before it is cut off.
    private func afterAMassageThatWasCutOff() throws -> [Notice] {
        let phone = try Phone(speed: 1)
        try phone.answerSafetyCheck()
        let config = AppConfig(dataFolder: phone.folder.path, simulatedSpeed: 1)
        do {
            let app = try App.open(config: config)
            _ = try app.startSession(request: SessionRequest(program: .evening, id: 7), now: moment("20:25"))
        }
        // the thread that drove it takes a moment to end, on a busy computer a long one
        let deadline = Date(timeIntervalSinceNow: 60)
        while Date() < deadline {
            let found = try notices(App.open(config: config), "20:26")
            if found.contains(where: { $0.kind == .sessionInterrupted }) { return found }
        }
        return []
    }

    private func afterDamage() throws -> [Notice] {
        let phone = try Phone()
        let config = AppConfig(dataFolder: phone.folder.appending(path: "damaged").path)
        do { _ = try App.open(config: config).settings() }
        let diary = URL(fileURLWithPath: config.dataFolder).appending(path: "diary.sqlite")
        try Data("no diary at all".utf8).write(to: diary)
        return try notices(App.open(config: config), "18:00")
    }

    private func told(_ story: (App) throws -> [Notice]) throws -> [Notice] {
        let phone = try Phone()
        try phone.answerSafetyCheck()
        return try story(phone.app)
    }

    private func notices(_ app: App, _ wall: String) throws -> [Notice] {
        try app.wake(reason: .launch, now: moment(wall), capabilities: allAllowed).notices
    }
}
