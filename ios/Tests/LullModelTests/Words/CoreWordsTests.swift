import Foundation
import LullCore
import Testing

@testable import LullModel

/// Whatever the core may say has words. Its cases are read from its own generated code: a new one is found missing here.
@Suite
struct CoreWordsTests {
    private let generated: String
    private let words = [Words(.en), Words(.de)]

    init() throws {
        let file = try files(in: "Sources/LullCore", suffix: "LullCore.swift")[0]
        generated = try String(contentsOf: file, encoding: .utf8)
    }

    @Test(
        "every case has words in both languages",
        arguments: [
            ("devices.kind", "DeviceKind"), ("devices.refusal", "Refusal"), ("devices.remarks", "NotOffered"),
            ("devices.saw", "TestResult"), ("devices.tested", "TestResult"), ("health.kind", "MedicineClass"),
            ("health.background", "Background"), ("doctor.flag", "FlagKind"), ("doctor.advice", "Advice"),
            ("doctor.source", "Sure"), ("check.verdict", "Verdict"), ("check.trigger", "Trigger"),
            ("check.association", "Seen"), ("session.link", "LinkState"), ("session.stopped", "Stopped"),
            ("session.fault", "RadioFault"), ("session.reason", "EndReason"), ("setup.condition", "Condition"),
            ("settings.day", "Weekday"), ("settings.travel", "Travel"), ("settings.swipe", "Swipe"),
            ("reading.field", "Field"), ("reading.onConflict", "OnConflict"), ("reading.dateOrder", "DateOrder"),
            ("reliability.cause", "Cause"), ("reliability.alarm", "AlarmKind"), ("reliability.fate", "Fate"),
            ("backup.told", "BackupKind"), ("tonight.reason", "PlanReason"), ("night.part", "BodyPart"),
            ("night.side", "Side"), ("night.situation", "Situation"), ("night.relief", "Relief"),
            ("night.daytime", "Daytime"), ("trouble.reason", "InvalidReason"),
        ])
    func cases(prefix: String, type: String) throws {
        let cases = try cases(of: type)
        #expect(cases.count > 1, "\(type)")
        for one in cases {
            for words in words { #expect(words.has("\(prefix).\(one)"), "\(prefix).\(one)") }
        }
    }

    @Test("every way a call can fail has words")
    func troubles() throws {
        for one in try cases(of: "ApiError") {
            let key = "trouble.\(one.prefix(1).lowercased() + one.dropFirst())"
            for words in words { #expect(words.has(key), "\(key)") }
        }
    }

    @Test("what a screen offers is all that the core knows")
    func offers() throws {
        #expect(Set(try cases(of: "Condition")) == Set(Condition.all.map { "\($0)" }))
        #expect(try cases(of: "Weekday") == Weekday.all.map { "\($0)" })
        #expect(Set(try cases(of: "Background")) == Set(Background.all.map { "\($0)" }))
        #expect(Set(try cases(of: "MedicineClass")) == Set(MedicineClass.all.map { "\($0)" }))
        #expect(try cases(of: "BodyPart") == BodyPart.all.map { "\($0)" })
        #expect(try cases(of: "Side") == Side.all.map { "\($0)" })
        #expect(try cases(of: "Situation") == Situation.all.map { "\($0)" })
        #expect(try cases(of: "Daytime") == Daytime.all.map { "\($0)" })
        #expect(try cases(of: "Trigger") == Trigger.all.map { "\($0)" })
    }

    @Test("a session's events and steps leave no place unfilled")
    func session() throws {
        let events: [SessionEvent] = [
            .nothingStopsIt, .onButNothingRuns, .linkLost(stopsBy: instant("21:00")), .linkLost(stopsBy: nil),
            .linkBack,
            .sagging(commanded: 50, measured: 30), .commandRefused(refusal: .busy),
            .stopNotConfirmed(stopsBy: instant("21:00")), .stopNotConfirmed(stopsBy: nil), .stillRuns,
        ]
        for words in words {
            for event in events {
                let text = try #require(words.event(event, times, zone: "Europe/Berlin"))
                #expect(!text.contains("{") && !text.hasPrefix("session."), "\(text)")
            }
        }
    }

    @Test("every reason of a plan leaves no place unfilled")
    func reasons() {
        let time = clockTime("20:15")
        let reasons: [PlanReason] = [
            .fromBedtime(bedtime: time, hoursBefore: 1), .fromOwnOnset(onset: time),
            .fromDiary(nights: 1, earliest: time, latest: time),
            .laterThanYesterday(yesterday: time, onsets: 1, after: time),
            .earlierThanYesterday(yesterday: time, onsets: 3, before: time), .stepLimited(wanted: time, to: time),
            .sessionsMoveOnset(nights: 4), .bodyClock(minutesLater: -30), .weekday(minutesLater: 20),
            .notEnoughNights(observed: 1, needed: 5), .lead(minutes: 30), .clampedToWindow(wanted: time, to: time),
            .skippedByPerson, .chosenByPerson(time: time), .pinnedByPerson(time: time), .snoozed(until: time),
            .alreadyBegun, .quietEvening, .remindersOff,
        ]
        for words in words {
            let texts = reasons.map { words.reason($0, times) }
            for text in texts { #expect(!text.contains("{") && !text.hasPrefix("tonight."), "\(text)") }
            #expect(Set(texts).count == reasons.count)
        }
        #expect(Words(.en).reason(.bodyClock(minutesLater: -1), times).contains("1 minute earlier"))
        #expect(Words(.de).reason(.fromDiary(nights: 3, earliest: time, latest: time), times).contains("In 3 Nächten"))
    }

    private let times = Times(locale: Locale(identifier: "en_GB"), is24Hour: true)

    /// The names of an enum's cases, as the generated code declares them.
    private func cases(of type: String) throws -> [String] {
        let start = try #require(generated.range(of: "enum \(type):")?.upperBound, "no enum \(type)")
        let rest = generated[start...]
        let end = try #require(rest.range(of: "\n}")?.lowerBound)
        return try String(rest[..<end]).all(#"\n    case `?(\w+)`?"#)
    }
}
