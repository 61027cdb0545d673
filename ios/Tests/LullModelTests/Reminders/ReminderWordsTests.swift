import Foundation
import LullCore
import Testing

@testable import LullModel

struct ReminderWordsTests {
    @Test("every text is there in both languages, with the same arguments")
    func bothLanguages() throws {
        #expect(Catalog.reminders.strings.count > 20)
        for key in Catalog.reminders.strings.keys {
            let english = try #require(Catalog.reminders.text(key, "en"), "\(key)")
            let german = try #require(Catalog.reminders.text(key, "de"), "\(key)")
            #expect(!english.isEmpty && !german.isEmpty)
            #expect(arguments(english) == arguments(german), "\(key)")
        }
    }

    @Test("times read as the phone is set, nights as a day")
    func places() {
        let message = Message(
            key: "reminder.evening_late",
            args: ["onset": .time(clockTime("21:00")), "original": .time(clockTime("08:05"))])
        #expect(
            CatalogWords.english.body(message) == "Expected around 21:00. This reminder was due at 08:05.")
        let american = CatalogWords.american.body(message).replacing("\u{202f}", with: " ")
        #expect(american == "Expected around 9:00 PM. This reminder was due at 8:05 AM.")
        let log = Message(key: "reminder.morning_log", args: ["night": .night(tonight)])
        #expect(CatalogWords.german.body(log).contains("Samstag, 21. November"))
        #expect(CatalogWords.english.body(log).contains("Saturday"))
    }

    @Test("every answer has a label, and comes back from the word it is carried by")
    func answers() {
        let all: [Action] = [.start, .snooze(minutes: 30), .skipTonight, .alreadyStarted, .log, .openApp]
        for action in all + [.dismiss] {
            #expect(Action(carried: action.carried) == action)
        }
        #expect(all.map(CatalogWords.english.label) == ["Start", "In 30 min", "Not tonight", "Already started", "Log", "Open"])
        for odd in ["", "snooze", "snooze:soon", "stop"] { #expect(Action(carried: odd) == nil, "\(odd)") }
    }
}

/// The names in braces.
func arguments(_ text: String) -> Set<String> {
    Set(text.split(separator: "{").dropFirst().compactMap { $0.split(separator: "}").first.map(String.init) })
}
