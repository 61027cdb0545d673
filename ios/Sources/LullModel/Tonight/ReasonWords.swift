import LullCore

extension Words {
    /// One reason of a plan. The core says which apply, and with what numbers.
    func reason(_ reason: PlanReason, _ times: Times) -> String {
        switch reason {
        case .fromBedtime(let bedtime, let hoursBefore):
            let args = ["hours": counted("hours", hoursBefore), "bedtime": times.time(bedtime)]
            return self("tonight.reason.fromBedtime", args)
        case .fromOwnOnset(let onset):
            return self("tonight.reason.fromOwnOnset", ["onset": times.time(onset)])
        case .fromDiary(let nights, let earliest, let latest):
            let span = ["earliest": times.time(earliest), "latest": times.time(latest)]
            return self("tonight.reason.fromDiary", span.merging(["nights": counted("nightsOf", nights)]) { $1 })
        case .laterThanYesterday(let yesterday, let onsets, let after):
            let args = ["yesterday": times.time(yesterday), "after": times.time(after)]
            return self("tonight.reason.laterThanYesterday", args.merging(["starts": counted("starts", onsets)]) { $1 })
        case .earlierThanYesterday(let yesterday, let onsets, let before):
            let args = ["yesterday": times.time(yesterday), "before": times.time(before)]
            return self(
                "tonight.reason.earlierThanYesterday", args.merging(["starts": counted("starts", onsets)]) { $1 })
        case .stepLimited(let wanted, let to):
            return self("tonight.reason.stepLimited", ["wanted": times.time(wanted), "to": times.time(to)])
        case .sessionsMoveOnset(let nights):
            return self("tonight.reason.sessionsMoveOnset", ["nights": counted("nightsOf", nights)])
        case .bodyClock(let minutesLater):
            return self("tonight.reason.bodyClock", ["shift": shift(minutesLater)])
        case .weekday(let minutesLater):
            return self("tonight.reason.weekday", ["shift": shift(minutesLater)])
        case .notEnoughNights(let observed, let needed):
            let args = ["known": counted("known", observed), "needed": "\(needed)"]
            return self("tonight.reason.notEnoughNights", args)
        case .lead(let minutes):
            return self("tonight.reason.lead", ["minutes": "\(minutes)"])
        case .clampedToWindow(let wanted, let to):
            return self("tonight.reason.clampedToWindow", ["wanted": times.time(wanted), "to": times.time(to)])
        case .skippedByPerson: return self("tonight.reason.skippedByPerson")
        case .chosenByPerson(let time): return self("tonight.reason.chosenByPerson", ["time": times.time(time)])
        case .pinnedByPerson(let time): return self("tonight.reason.pinnedByPerson", ["time": times.time(time)])
        case .snoozed: return self("tonight.reason.snoozed")
        case .alreadyBegun: return self("tonight.reason.alreadyBegun")
        case .quietEvening: return self("tonight.reason.quietEvening")
        case .remindersOff: return self("tonight.reason.remindersOff")
        }
    }

    private func shift(_ minutesLater: Int16) -> String {
        counted(minutesLater < 0 ? "earlier" : "later", abs(Int(minutesLater)))
    }
}
