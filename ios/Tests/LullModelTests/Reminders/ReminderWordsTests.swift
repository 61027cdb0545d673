import Foundation
import LullCore
import Testing

@testable import LullModel

struct ReminderWordsTests {
    @Test("times read as the phone is set, nights as a day")
    func places() {
        let message = Message(
            key: "reminder.evening_late",
            args: ["onset": .time(clockTime("21:00")), "original": .time(clockTime("08:05"))])
        #expect(
            ReminderWords.english.body(message) == "Expected around 21:00. This reminder was due at 08:05.")
        #expect(
            ReminderWords.american.body(message) == "Expected around 9:00 PM. This reminder was due at 8:05 AM.")
        let log = Message(key: "reminder.morning_log", args: ["night": .night(tonight)])
        #expect(ReminderWords.german.body(log).contains("Samstag, 21. November"))
        #expect(ReminderWords.english.body(log).contains("Saturday"))
    }

    @Test("every answer has a label, and comes back from the word it is carried by")
    func answers() {
        let all: [Action] = [.start, .snooze(minutes: 30), .skipTonight, .alreadyStarted, .log, .openApp]
        for action in all + [.dismiss] {
            #expect(Action(carried: action.carried) == action)
        }
        let labels = ["Start", "In 30 min", "Not tonight", "Already started", "Log", "Open"]
        #expect(all.map(ReminderWords.english.label) == labels)
        #expect(all.map(ReminderWords.german.label).allSatisfy { !$0.contains(".answer.") })
        for odd in ["", "snooze", "snooze:soon", "stop"] { #expect(Action(carried: odd) == nil, "\(odd)") }
    }

    @Test("every message a reminder can carry has its words in both languages, every argument in its place")
    func everyKind() async throws {
        let phone = try Phone()
        try phone.setUp()
        var settings = try phone.app.settings()
        settings.reminders.preNoticeMinutes = 15
        settings.reminders.topUp = true
        _ = try phone.app.saveSettings(settings: settings)
        var kinds: Set<String> = []
        // missed and come late: the system tells of firing, and nothing has fired
        for (at, told) in [("15:00", false), ("20:40", true)] {
            let allowed = Capabilities(
                exactAlarms: true, notifications: true, slots: 200, repeatingAlarms: false, reportsFiring: told)
            let schedule = try phone.app.wake(reason: .launch, now: moment(at), capabilities: allowed)
            for alarm in schedule.alarms {
                kinds.insert(alarm.message.key)
                for words in [ReminderWords.english, .german] {
                    for text in [words.title(alarm.message), words.body(alarm.message)] {
                        #expect(!text.isEmpty && !text.contains("{") && !text.contains("reminder."), "\(text)")
                    }
                }
            }
        }
        let evening = ["evening", "evening_late", "repeat", "pre_notice"]
        let others = ["top_up", "morning_log", "safety_net", "open_app"]
        #expect(kinds == Set((evening + others).map { "reminder.\($0)" }))
    }
}

extension ReminderWords {
    static let english = ReminderWords(Words(.en), Times(locale: Locale(identifier: "en_GB"), is24Hour: true))
    static let american = ReminderWords(Words(.en), Times(locale: Locale(identifier: "en_US"), is24Hour: false))
    static let german = ReminderWords(Words(.de), Times(locale: Locale(identifier: "de_DE"), is24Hour: true))
}
