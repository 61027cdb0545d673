import Foundation
import LullCore

/// Tonight where there is no screen: on the home screen.
public struct TonightGlance: Equatable, Sendable {
    /// When the reminder comes, or that none does.
    public var when: String
    public var start: String
    public var started: String
    /// From here on `when` speaks of the past.
    public var until: Date?

    public static func read(_ host: CoreHost, _ words: ReminderWords) async throws -> TonightGlance {
        TonightGlance(try await host.ask { try $0.plan(now: $1) }, words)
    }

    init(_ plan: Plan, _ words: ReminderWords) {
        let (said, times) = (words.words, words.times)
        start = said("tonight.start")
        started = said("tonight.symptomsStarted")
        until = plan.remindAt
        when =
            plan.remindAt.map { "\(said("tonight.reminderAt")) \(times.time($0, zone: plan.zone))" }
            ?? said("tonight.noReminder")
    }
}
