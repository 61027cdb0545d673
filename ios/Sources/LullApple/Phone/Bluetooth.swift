#if canImport(CoreBluetooth) && !os(macOS)
    import CoreBluetooth
    import Foundation

    /// Whether Bluetooth may be used and is on. Looking never asks the person: the system asks when the first search or the
    /// first massage opens the radio.
    @MainActor
    public final class Bluetooth: NSObject, CBCentralManagerDelegate {
        public enum State: Sendable { case notAsked, denied, off, ready, unknown }

        private var central: CBCentralManager?
        private let changed: @MainActor () async -> Void

        public init(changed: @escaping @MainActor () async -> Void) { self.changed = changed }

        public var state: State {
            switch CBManager.authorization {
            case .notDetermined: return .notAsked
            case .restricted, .denied: return .denied
            default: break
            }
            switch central?.state {
            case .poweredOn: return .ready
            case .poweredOff: return .off
            default: return .unknown
            }
        }

        /// From now on every change is a wake. Harmless before the person was asked: then nothing is opened.
        public func watch() {
            guard central == nil, CBManager.authorization == .allowedAlways else { return }
            let quiet = [CBCentralManagerOptionShowPowerAlertKey: false]
            central = CBCentralManager(delegate: self, queue: nil, options: quiet)
        }

        // The queue is the main one.
        public nonisolated func centralManagerDidUpdateState(_ central: CBCentralManager) {
            MainActor.assumeIsolated { [changed] in _ = Task { await changed() } }
        }
    }
#endif
