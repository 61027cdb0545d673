import LullCore

extension Words {
    /// What the person should know, and what to do about it.
    public func notice(_ notice: Notice, _ times: Times) -> String {
        guard notice.kind == .sessionInterrupted else { return message(notice.message, times) }
        let massager = message(notice.message, part: becameOfMassager(notice.message.args), times)
        return message(notice.message, times).replacingOccurrences(of: "{massager}", with: massager)
    }

    /// Why a call did nothing, and what to do about it.
    public func trouble(_ trouble: ApiError, _ times: Times) -> String {
        switch trouble {
        case .BluetoothOff: self("trouble.bluetoothOff")
        case .NoBluetooth: self("trouble.noBluetooth")
        case .PermissionMissing: self("trouble.permissionMissing")
        case .DeviceNotFound: self("trouble.deviceNotFound")
        case .DeviceBusy: self("trouble.deviceBusy")
        case .BondLost: self("trouble.bondLost")
        case .PairingRefused: self("trouble.pairingRefused")
        case .StorageFull: self("trouble.storageFull")
        case .StorageUnusable: self("trouble.storageUnusable")
        case .DataNewerThanApp: self("trouble.dataNewerThanApp")
        case .InvalidInput(let field, let reason, let line):
            self("trouble.invalidInput", ["told": invalid(field, reason, line: line)])
        case .SafetyCheckNeeded: self("trouble.safetyCheckNeeded")
        case .DeviceNotTested(let device, _): self("trouble.deviceNotTested", ["device": device])
        case .NoFailSafe(let device): self("trouble.noFailSafe", ["device": device])
        case .ExperimentalDevice: self("trouble.experimentalDevice")
        case .SessionRunning: self("trouble.sessionRunning")
        case .NoSession: self("trouble.noSession")
        case .RestNeeded: self("trouble.restNeeded")
        case .DailyCapReached(let minutes): self("trouble.dailyCapReached", ["minutes": "\(minutes)"])
        case .Cancelled: self("trouble.cancelled")
        case .Internal(let reportId): self("trouble.internal", ["report": reportId])
        }
    }

    /// Of a massage that was cut off.
    private func becameOfMassager(_ args: MessageArgs) -> String {
        if case .time? = args["stops_by"] { return "stops_by" }
        return args["stopped"] == .word("never_ran") ? "never_ran" : "unseen"
    }
}
