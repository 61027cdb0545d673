import LullCore

extension Words {
    /// What a tap on Start drives.
    func choice(_ chosen: DeviceChoice, _ devices: [KeptDevice]) -> String {
        switch chosen {
        case .simulated: self("devices.inUse.simulated")
        case .simulatedAt: self("devices.inUse.simulatedAt")
        case .manual: self("devices.inUse.manual")
        case .kept(let id): devices.first { $0.id == id }?.name ?? self("devices.inUse.forgotten")
        }
    }

    func short(_ device: KeptDevice) -> String {
        let state = device.ready ? self("devices.ready") : tested(device.test?.result)
        return self("devices.short", ["kind": self("devices.kind.\(device.kind)"), "state": state])
    }

    func facts(_ device: KeptDevice) -> [String] {
        let kind = self("devices.kind.\(device.kind)")
        return [
            device.experimental ? self("devices.facts.experimental", ["kind": kind]) : kind,
            reach(device.reach),
            failSafe(device.failSafe),
        ]
    }

    func tested(_ result: TestResult?) -> String {
        result.map { self("devices.tested.\($0)") } ?? self("devices.tested.never")
    }

    func name(of found: FoundDevice) -> String {
        if let name = found.name { return name }
        switch found.choice {
        case .simulated: return self("devices.found.simulated")
        case .simulatedAt: return self("devices.found.simulatedAt")
        case .manual: return self("devices.found.manual")
        case .kept, nil: return self("devices.found.nameless")
        }
    }

    func remarks(_ found: FoundDevice) -> [String] {
        [
            found.kind.map { self("devices.kind.\($0)") },
            !found.sure && found.notOffered == nil ? self("devices.remarks.unsure") : nil,
            found.obstacle.map { self("devices.remarks.obstacle", ["why": refusal($0)]) },
            found.notOffered.map { self("devices.remarks.\($0)") },
        ].compactMap { $0 }
    }

    /// Why a device does not do what it is asked, and where it can be changed.
    func refusal(_ refusal: Refusal) -> String {
        switch refusal {
        case .resting: self("devices.refusal.resting")
        case .other: self("devices.refusal.other")
        default: self("devices.refusal.\(refusal)")
        }
    }

    private func reach(_ reach: Reach) -> String {
        switch reach {
        case .bluetooth(let address): self("devices.facts.bluetooth", ["address": address])
        case .socket(let path): self("devices.facts.socket", ["path": path])
        }
    }

    private func failSafe(_ failSafe: FailSafe) -> String {
        switch failSafe {
        case .deviceTimer: self("devices.facts.deviceTimer")
        case .deviceTimerAndLinkLoss(let after):
            self("devices.facts.deviceTimerAndLinkLoss", ["seconds": "\(Int(after))"])
        case .nothing: self("devices.facts.nothing")
        }
    }
}
