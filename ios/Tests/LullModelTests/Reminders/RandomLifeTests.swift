import Foundation
import LullCore
import Testing

@testable import LullModel

/// An iPhone's whole year by chance: it is switched off, carried to other zones, its clock set, the app ended by the
/// system, permissions taken and given, reminders tapped, cleared and left alone. Whatever happens, there is no night
/// without either a reminder or a reason that is shown.
@Suite(.serialized, .timeLimit(.minutes(5)))
@MainActor
struct RandomLifeTests {
    @Test("in a year no night is without a reminder or a shown reason")
    func year() async throws {
        let life = try Life(seed: 20_261_121)
        try await life.lives(nights: 365)
        #expect(life.counted["nights with a reminder", default: 0] > 365 / 2, "\(life.counted)")
    }

    @Test("nor in three weeks of other people", arguments: 1...3)
    func weeks(seed: Int) async throws { try await Life(seed: UInt64(seed)).lives(nights: 21) }
}

@MainActor
private final class Life {
    /// What explains a missing reminder to the person.
    private static let reasons: Set<NoticeKind> = [.notificationsOff, .alarmRefused, .reminderMissed, .horizonShort]

    let bed: Bedside
    private(set) var counted: [String: Int] = [:]
    private var chance: Chance
    /// Nights on which a reason was shown.
    private var explained: Set<Night> = []
    /// Nights in which the app did not know, until it ran again, of something no code hears of on an iPhone.
    private var unheard: Set<Night> = []
    private var isUnheard = false

    init(seed: UInt64) throws {
        bed = try Bedside()
        chance = Chance(seed: seed)
    }

    func lives(nights: Int) async throws {
        await bed.wake(.launch)
        for _ in 0..<nights {
            let night = try await night
            var noon = try await nextNoon()
            while bed.clock.at < noon {
                try await look()
                bed.passes(to: min(noon, bed.clock.at.addingTimeInterval(chance.minutes(60...800))))
                try await look()
                if bed.clock.at < noon { try await somethingHappens() }
                // a journey moves the noon
                if try await self.night == night { noon = try await nextNoon() }
            }
            try await judge(night)
        }
        print("\(nights) nights: \(counted.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" })")
    }

    private func judge(_ night: Night) async throws {
        let plan = try await bed.ask { try $0.planFor(night: night, now: $1) }
        let calls = bed.centre.everShown.map(\.id).filter { $0.hasSuffix(night) && !$0.hasPrefix("morning") }
        let audit = try await bed.ask { try $0.audit(nights: 7, now: $1) }
        let audited = audit.deliveries.first { $0.delivery.id == "evening-\(night)" }
        if !calls.isEmpty {
            counts("nights with a reminder")
        } else if plan.remindAt == nil {
            counts("nights the person wanted none")
        } else if explained.contains(night) {
            counts("nights with a shown reason")
        } else if audited?.fate == .missed, let cause = audited?.delivery.hinderedBy, cause != .unknown {
            counts("nights whose missed reminder the audit explains")
        } else if unheard.contains(night) {
            // Nobody can know: then the audit must not claim that it came.
            let fate = audited.map { "\($0.fate)" } ?? "not planned"
            counts("nights of which an iPhone tells nothing: \(fate)")
            if audited?.fate == .onTime { bed.fail("the audit claims a reminder on \(night)") }
        } else {
            bed.fail("the night of \(night) had neither a reminder nor a shown reason: \(plan)")
        }
    }

    private func somethingHappens() async throws {
        let ran = bed.ran
        try await happens()
        try await look()
        if bed.ran > ran { isUnheard = false }
    }

    private func happens() async throws {
        switch Int.random(in: 0..<20, using: &chance) {
        case 0...4: await opens()
        case 5...9: await answers()
        case 10: try await isOff()
        case 11: try await goesElsewhere()
        case 12: try await setsTheClock()
        case 13: bed.killed()
        case 14: await bed.wake(.backgroundRefresh)
        case 15: changesPermission()
        case 16: try await symptomsStart()
        default: break
        }
    }

    private func look() async throws {
        let night = try await night
        if !Self.reasons.isDisjoint(with: bed.wakes.notices.map(\.kind)) { explained.insert(night) }
        if isUnheard || !bed.centre.permission().showsAlerts { unheard.insert(night) }
    }

    /// No code runs for it, so it belongs to the nights before and after it.
    private func unheard(_ event: () -> Void) async throws {
        isUnheard = true
        try await look()
        event()
        try await look()
    }

    private var night: Night {
        get async throws { try await bed.ask { try $0.clockThatCounts(now: $1).night } }
    }

    private func symptomsStart() async throws {
        guard try await bed.ask({ try $0.clockThatCounts(now: $1).wall.hour >= 17 }) else { return }
        counts("symptoms started")
        bed.note("symptoms started")
        await bed.wakes.symptomsStarted()
    }

    private func opens() async {
        counts("opened")
        await bed.wake(.sceneActive)
    }

    private func answers() async {
        guard let shown = bed.centre.delivered().randomElement(using: &chance) else { return }
        let background = bed.centre.buttons(shown).filter { !$0.opensApp }
        if let button = background.randomElement(using: &chance), !chance.one(in: 4) {
            counts("answered")
            await bed.taps(shown, .button(button.id))
        } else if chance.one(in: 2) {
            counts("cleared")
            await bed.taps(shown, .cleared)
        } else {
            counts("tapped")
            await bed.taps(shown, .itself)
        }
    }

    /// What would have rung meanwhile never does: the worst that people report.
    private func isOff() async throws {
        counts("switched off")
        bed.note("off")
        let minutes = chance.minutes(1...900)
        try await unheard {
            bed.clock.pass(to: bed.clock.at.addingTimeInterval(minutes))
            bed.clock.boot()
        }
        bed.killed()
    }

    /// The app hears of it when it runs the next time, if at all.
    private func goesElsewhere() async throws {
        counts("journeys")
        let abroad = ["America/New_York", "Asia/Tokyo", "Asia/Kathmandu", "Pacific/Apia"]
        let zones = ["Europe/Berlin", "Europe/Berlin"] + abroad
        let zone = zones.randomElement(using: &chance) ?? "UTC"
        try await unheard { bed.clock.travel(to: zone) }
        bed.note("in \(bed.clock.zone)")
        if chance.one(in: 2) { await bed.wake(.zoneChange) }
    }

    private func setsTheClock() async throws {
        counts("clock set")
        let by = chance.minutes(-90...90)
        try await unheard { bed.clock.set(to: bed.clock.at.addingTimeInterval(by)) }
        bed.note("clock set")
        if chance.one(in: 2) { await bed.wake(.significantTimeChange) }
    }

    private func changesPermission() {
        let allowed = !chance.one(in: 3)
        counts("notifications \(allowed)")
        bed.note("notifications \(allowed)")
        bed.centre.allow(allowed)
    }

    private func nextNoon() async throws -> Date {
        let clock = try await bed.ask { try $0.clockThatCounts(now: $1) }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: clock.zone) ?? .gmt
        let noon = DateComponents(hour: 12, minute: 0)
        return calendar.nextDate(after: bed.clock.at, matching: noon, matchingPolicy: .nextTime) ?? bed.clock.at
    }

    private func counts(_ what: String) { counted[what, default: 0] += 1 }
}
