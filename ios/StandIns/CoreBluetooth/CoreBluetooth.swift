// A stand-in for Apple's CoreBluetooth, on Linux only: what this app uses of it, with Apple's signatures. It does nothing.
import Dispatch
import Foundation

public enum CBManagerAuthorization: Int, Sendable { case notDetermined, restricted, denied, allowedAlways }
public enum CBManagerState: Int, Sendable { case unknown, resetting, unsupported, unauthorized, poweredOff, poweredOn }
open class CBManager: NSObject {
    open class var authorization: CBManagerAuthorization { .notDetermined }
    open var state: CBManagerState { .unknown }
}
public protocol CBCentralManagerDelegate: NSObjectProtocol {
    func centralManagerDidUpdateState(_ central: CBCentralManager)
}
// swift-format-ignore: AlwaysUseLowerCamelCase
public let CBCentralManagerOptionShowPowerAlertKey = "kCBInitOptionShowPowerAlert"
open class CBCentralManager: CBManager {
    public init(
        delegate: (any CBCentralManagerDelegate)?, queue: DispatchQueue?, options: [String: Any]? = nil
    ) {}
}
