import Foundation
import LullCore

extension Words {
    func step(_ view: SessionView) -> String {
        switch view.stage {
        case .connecting: self("session.step.connecting")
        case .starting: self("session.step.starting")
        case .paused: self("session.step.paused")
        case .stopping: self("session.step.stopping")
        case .ended: self("session.step.ended")
        case .running:
            switch view.step {
            case .warmUp(let level): self("session.step.warmUp", ["level": "\(level)"])
            case .hold(let level): self("session.step.hold", ["level": "\(level)"])
            case .rampDown: self("session.step.rampDown")
            case .stretch(let exercise): self("session.step.stretch", ["exercise": "\(exercise)"])
            }
        }
    }

    /// What is known of the level, from the motor back to the wish: never more than is known.
    func level(_ level: LevelProgress) -> String {
        guard let wanted = level.wanted else { return self("session.level.off") }
        if let measured = level.measured {
            return self("session.level.measured", ["wanted": "\(wanted)", "measured": "\(measured)"])
        }
        let known =
            level.observed == wanted
            ? "observed" : level.acknowledged == wanted ? "acknowledged" : level.sent == wanted ? "sent" : "wanted"
        return self("session.level.\(known)", ["wanted": "\(wanted)"])
    }

    func device(_ view: SessionView, _ times: Times, zone: String) -> String {
        let motor: String? =
            switch view.motor {
            case .onButStill: self("session.motor.onButStill")
            case .offButRuns: self("session.motor.offButRuns")
            case .unseen, .runs, .still: nil
            }
        let stopsBy = view.stopsBy.map { self("session.stopsBy", ["stopsBy": times.time($0, zone: zone)]) }
        let nothing = view.failSafe == .nothing ? self("session.nothingStopsIt") : nil
        return joined([self("session.link.\(view.link)"), motor, stopsBy ?? nothing])
    }

    func event(_ event: SessionEvent, _ times: Times, zone: String) -> String? {
        switch event {
        case .nothingStopsIt: return self("session.event.nothingStopsIt")
        case .onButNothingRuns: return self("session.event.onButNothingRuns")
        case .linkLost(let stopsBy):
            guard let stopsBy else { return self("session.event.linkLostForGood") }
            return self("session.event.linkLost", ["time": times.time(stopsBy, zone: zone)])
        case .linkBack: return self("session.event.linkBack")
        case .sagging(let commanded, let measured):
            return self("session.event.sagging", ["commanded": "\(commanded)", "measured": "\(measured)"])
        case .commandRefused: return self("session.event.commandRefused")
        case .stopNotConfirmed(let stopsBy):
            guard let stopsBy else { return self("session.event.stopNotConfirmedForGood") }
            return self("session.event.stopNotConfirmed", ["time": times.time(stopsBy, zone: zone)])
        case .stillRuns: return self("session.event.stillRuns")
        case .connecting, .connected, .running, .stepBegan, .levelChanged, .paused, .resumed, .stopping, .ended:
            return nil
        }
    }

    func ended(_ reason: EndReason) -> String {
        switch reason {
        case .complete: self("session.reason.complete")
        case .stoppedByPerson: self("session.reason.stoppedByPerson")
        case .stoppedByDevice: self("session.reason.stoppedByDevice")
        case .linkLost: self("session.reason.linkLost")
        case .notReached(let fault): self("session.reason.notReached", ["fault": self("session.fault.\(fault)")])
        case .refused: self("session.reason.refused")
        case .pausedTooLong: self("session.reason.pausedTooLong")
        case .hardCap: self("session.reason.hardCap")
        case .storageFailed: self("session.reason.storageFailed")
        case .interrupted: self("session.reason.interrupted")
        case .notDriven: self("session.reason.notDriven")
        }
    }
}
