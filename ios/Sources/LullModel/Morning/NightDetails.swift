import Foundation
import LullCore

/// What may be told of a night beyond the four taps: each part for itself, and none that has to be.
extension MorningModel {
    public var tellMore: Control {
        Control(words(isTellingMore ? "night.less" : "night.more")) { [self] in isTellingMore.toggle() }
    }

    public var gotUp: Question? {
        guard let entry = withSymptoms else { return nil }
        let times = shell.offered(Array(offers?.gotUp ?? Data()), entry.gotUp).map { ($0, "\($0)") }
        return question("morning.gotUp", times, entry.gotUp) { .gotUp(gotUp: $0) }
    }

    public var whereTitle: String { words("night.where") }

    public var bodyParts: [Tick] {
        guard let entry = withSymptoms else { return [] }
        return BodyPart.all.map { part in
            let isOn = entry.bodyParts.contains(part)
            return Tick(label: words("night.part.\(part)"), isOn: isOn) { [self] in
                await answer(.bodyPart(part: part, felt: !isOn))
            }
        }
    }

    /// Of each part that was named, which side.
    public var sides: [Question] {
        guard let entry = withSymptoms else { return [] }
        return entry.bodyParts.map { part in
            let chosen = entry.details?.sides.first { $0.part == part }?.side
            let choices = Side.all.map { ($0, words("night.side.\($0)")) }
            return question("night.whichSide", args: ["part": words("night.part.\(part)")], choices, chosen) {
                .side(part: part, side: $0)
            }
        }
    }

    public var situation: Question? {
        guard let entry = withSymptoms else { return nil }
        let choices = Situation.all.map { ($0, words("night.situation.\($0)")) }
        return question("night.situation", choices, entry.details?.situation) { .situation(situation: $0) }
    }

    public var rest: Question? {
        guard let entry = withSymptoms else { return nil }
        let chosen = entry.details?.restMinutes
        return question("night.rest", minutes(shell.offered(offers?.restMinutes ?? [], chosen)), chosen) {
            .restMinutes(minutes: $0)
        }
    }

    public var relief: Question? {
        guard let entry = withSymptoms else { return nil }
        let chosen = entry.details?.relief
        let lasted = shell.offered(offers?.reliefMinutes ?? [], chosen?.minutes).map { Relief.for(minutes: $0) }
        let choices = ([.no, .whileMoving] + lasted + [.restOfNight, .unknown]).map { ($0, words.relief($0)) }
        return question("night.relief", choices, chosen) { .relief(relief: $0) }
    }

    public var bedtime: TimeField? {
        morning.map { morning in
            shell.time(
                words("night.bedtime"), morning.entry.bedtime, unless: words("night.notSaid"),
                start: morning.onsetChoices.last
            ) { [self] time in await answer(.bedtime(bedtime: time)) }
        }
    }

    func minutes(_ all: [UInt16]) -> [(UInt16, String)] {
        all.map { ($0, words("setup.minutes", ["minutes": "\($0)"])) }
    }

    /// A night without symptoms is not asked where they were and what went with them.
    private var withSymptoms: Entry? { morning?.entry.symptoms == .no ? nil : morning?.entry }
}

extension Relief {
    fileprivate var minutes: UInt16? { if case .for(let minutes) = self { minutes } else { nil } }
}
