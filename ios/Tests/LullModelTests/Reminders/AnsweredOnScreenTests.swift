import Foundation
import LullCore
import Testing

@testable import LullModel

/// A reminder that stands on the phone is answered wherever the person answers it.
@Suite(.timeLimit(.minutes(1)))
@MainActor
struct AnsweredOnScreenTests {
    private let evening = "evening-\(tonight)"
    private let bed: Bedside

    /// The reminder has come, and nobody has touched it.
    init() async throws {
        bed = try Bedside()
        await bed.wake(.launch)
        bed.passes(to: "20:21")
        _ = try #require(bed.onScreen(evening))
    }

    @Test("legs that have started, told by Siri, a shortcut or the widget, take it back")
    func fromOutside() async throws {
        await bed.wakes.symptomsStarted()
        #expect(bed.wakes.trouble == nil)
        try await expectAnswered()
    }

    @Test("told on the first screen, they take it back too")
    func startedOnScreen() async throws {
        let app = bed.screens()
        await app.tonight.look()
        try await [app.tonight.symptomsStarted].tap("My legs have started")
        try await expectAnswered()
    }

    @Test("an evening that is skipped on the first screen takes it back")
    func skippedOnScreen() async throws {
        let app = bed.screens()
        await app.tonight.look()
        #expect(bed.onScreen(evening) != nil, "looking is no answer")
        try await app.tonight.forTonight.tap("Skip tonight")
        #expect(bed.onScreen(evening) == nil)
    }

    @Test("the massage it calls for, started on a screen, answers it; another one does not")
    func begunOnScreen() async throws {
        await bed.wakes.begunOnScreen(.topUp)
        #expect(bed.onScreen(evening) != nil)
        let app = bed.screens()
        await app.tonight.look()
        try await [app.tonight.start].tap("Start the massage")
        #expect(bed.onScreen(evening) == nil)
        let told = try await bed.ask { try $0.audit(nights: 1, now: $1).deliveries.map(\.delivery) }
        #expect(told.first { $0.id == evening }?.acted?.action == .start)
        try await [app.session.stop].tap("Stop")
        await app.session.untilOver()
    }

    @Test("what asks for something else stays")
    func others() async throws {
        bed.passes(to: "2026-11-22T11:00")
        let log = try #require(bed.centre.delivered().first { $0.id.hasPrefix("morning-log") })
        await bed.wakes.symptomsStarted()
        #expect(bed.onScreen(log.id) != nil)
    }

    private func expectAnswered() async throws {
        #expect(bed.onScreen(evening) == nil)
        #expect(try await bed.ask { app, _ in try app.entry(night: tonight)?.symptoms } == .yes)
        bed.passes(to: "23:30")
        #expect(bed.centre.everShown.map(\.id) == [evening], "nothing calls again")
    }
}
