import Foundation
import LullCore
import Testing

@testable import LullModel

@Suite
struct TimesTests {
    private let german = Times(locale: Locale(identifier: "de_DE"), is24Hour: true)
    private let british = Times(locale: Locale(identifier: "en_GB"), is24Hour: true)
    private let american = Times(locale: Locale(identifier: "en_US"), is24Hour: false)

    @Test("times read with 12 or 24 hours")
    func clock() {
        #expect(british.time(clockTime("20:05")) == "20:05")
        #expect(american.time(clockTime("20:05")) == "8:05 PM")
        #expect(american.time(clockTime("00:30")) == "12:30 AM")
        #expect(german.time(instant("20:20"), zone: "Europe/Berlin") == "20:20")
        #expect(german.time(instant("20:20"), zone: "America/New_York") == "14:20")
    }

    @Test("days read as the language writes them")
    func days() {
        #expect(german.night("2026-11-21") == "Samstag, 21. November")
        #expect(british.night("2026-11-21").hasPrefix("Saturday"))
        #expect(german.date("2026-02-03") == "3. Februar 2026")
        #expect(british.date("2026-02-03") == "3 February 2026")
    }

    @Test("numbers have the language's point")
    func numbers() {
        #expect(german.tenths(425) == "42,5" && british.tenths(420) == "42")
        #expect(german.mean(4) == "4,0")
        #expect(british.mean(3.14) == "3.1")
    }

    @Test("a countdown and a time after noon")
    func measured() {
        #expect(british.countdown(425) == "7:05" && british.countdown(59.6) == "1:00")
        #expect(british.afterNoon(540) == "21:00" && british.afterNoon(780) == "01:00")
    }
}
