// A stand-in for Apple's UserNotifications, on Linux only: what this app uses of it, with Apple's signatures. It holds what
// it is given in memory, so that the adapter is tested and not only type-checked. Nothing here is Sendable although some of
// it is on Apple's side: the strict assumption.
import Foundation

public struct UNAuthorizationOptions: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
    public static let badge = UNAuthorizationOptions(rawValue: 1)
    public static let sound = UNAuthorizationOptions(rawValue: 2)
    public static let alert = UNAuthorizationOptions(rawValue: 4)
}
public enum UNAuthorizationStatus: Int, Sendable { case notDetermined, denied, authorized, provisional, ephemeral }
public enum UNNotificationSetting: Int, Sendable { case notSupported, disabled, enabled }
public enum UNNotificationInterruptionLevel: UInt, Sendable { case passive, active, timeSensitive, critical }

open class UNNotificationSettings: NSObject {
    open internal(set) var authorizationStatus = UNAuthorizationStatus.notDetermined
    open internal(set) var alertSetting = UNNotificationSetting.enabled
    open internal(set) var soundSetting = UNNotificationSetting.enabled
    open internal(set) var lockScreenSetting = UNNotificationSetting.enabled
    open internal(set) var timeSensitiveSetting = UNNotificationSetting.enabled
}

open class UNNotificationSound: NSObject { open class var `default`: UNNotificationSound { UNNotificationSound() } }

open class UNNotificationContent: NSObject {
    open internal(set) var title = "", body = "", categoryIdentifier = "", threadIdentifier = ""
    open internal(set) var userInfo: [AnyHashable: Any] = [:]
    open internal(set) var sound: UNNotificationSound?
    open internal(set) var interruptionLevel = UNNotificationInterruptionLevel.active
}
open class UNMutableNotificationContent: UNNotificationContent {
    open override var title: String {
        get { super.title }
        set { super.title = newValue }
    }
    open override var body: String {
        get { super.body }
        set { super.body = newValue }
    }
    open override var categoryIdentifier: String {
        get { super.categoryIdentifier }
        set { super.categoryIdentifier = newValue }
    }
    open override var threadIdentifier: String {
        get { super.threadIdentifier }
        set { super.threadIdentifier = newValue }
    }
    open override var userInfo: [AnyHashable: Any] {
        get { super.userInfo }
        set { super.userInfo = newValue }
    }
    open override var sound: UNNotificationSound? {
        get { super.sound }
        set { super.sound = newValue }
    }
    open override var interruptionLevel: UNNotificationInterruptionLevel {
        get { super.interruptionLevel }
        set { super.interruptionLevel = newValue }
    }
}

open class UNNotificationTrigger: NSObject { open internal(set) var repeats = false }
open class UNCalendarNotificationTrigger: UNNotificationTrigger {
    open internal(set) var dateComponents = DateComponents()
    public convenience init(dateMatching dateComponents: DateComponents, repeats: Bool) {
        self.init()
        (self.dateComponents, self.repeats) = (dateComponents, repeats)
    }
}
open class UNTimeIntervalNotificationTrigger: UNNotificationTrigger {
    open internal(set) var timeInterval: TimeInterval = 0
    public convenience init(timeInterval: TimeInterval, repeats: Bool) {
        precondition(timeInterval > 0, "Apple's raises an exception here")
        self.init()
        (self.timeInterval, self.repeats) = (timeInterval, repeats)
    }
}
open class UNNotificationRequest: NSObject {
    open internal(set) var identifier = ""
    open internal(set) var content = UNNotificationContent()
    open internal(set) var trigger: UNNotificationTrigger?
    public convenience init(identifier: String, content: UNNotificationContent, trigger: UNNotificationTrigger?) {
        self.init()
        (self.identifier, self.content, self.trigger) = (identifier, content, trigger)
    }
}
open class UNNotification: NSObject {
    open internal(set) var date = Date()
    open internal(set) var request = UNNotificationRequest()
}
open class UNNotificationResponse: NSObject {
    open internal(set) var notification = UNNotification()
    open internal(set) var actionIdentifier = ""
}
// swift-format-ignore: AlwaysUseLowerCamelCase
public let UNNotificationDefaultActionIdentifier = "com.apple.UNNotificationDefaultActionIdentifier"
// swift-format-ignore: AlwaysUseLowerCamelCase
public let UNNotificationDismissActionIdentifier = "com.apple.UNNotificationDismissActionIdentifier"

public struct UNNotificationActionOptions: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
    public static let authenticationRequired = UNNotificationActionOptions(rawValue: 1)
    public static let destructive = UNNotificationActionOptions(rawValue: 2)
    public static let foreground = UNNotificationActionOptions(rawValue: 4)
}
open class UNNotificationAction: NSObject {
    open internal(set) var identifier = "", title = ""
    open internal(set) var options: UNNotificationActionOptions = []
    public convenience init(identifier: String, title: String, options: UNNotificationActionOptions = []) {
        self.init()
        (self.identifier, self.title, self.options) = (identifier, title, options)
    }
}
public struct UNNotificationCategoryOptions: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
    public static let customDismissAction = UNNotificationCategoryOptions(rawValue: 1)
    public static let hiddenPreviewsShowTitle = UNNotificationCategoryOptions(rawValue: 4)
}
open class UNNotificationCategory: NSObject {
    open internal(set) var identifier = "", hiddenPreviewsBodyPlaceholder = ""
    open internal(set) var actions: [UNNotificationAction] = []
    open internal(set) var options: UNNotificationCategoryOptions = []
    public convenience init(
        identifier: String, actions: [UNNotificationAction], intentIdentifiers: [String],
        hiddenPreviewsBodyPlaceholder: String?, options: UNNotificationCategoryOptions = []
    ) {
        self.init()
        (self.identifier, self.actions, self.options) = (identifier, actions, options)
        self.hiddenPreviewsBodyPlaceholder = hiddenPreviewsBodyPlaceholder ?? ""
    }
}

public struct UNNotificationPresentationOptions: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
    public static let sound = UNNotificationPresentationOptions(rawValue: 2)
    public static let list = UNNotificationPresentationOptions(rawValue: 8)
    public static let banner = UNNotificationPresentationOptions(rawValue: 16)
}
public protocol UNUserNotificationCenterDelegate: NSObjectProtocol {
    func userNotificationCenter(
        _ center: UNUserNotificationCenter, willPresent notification: UNNotification,
        withCompletionHandler completionHandler: @escaping @Sendable (UNNotificationPresentationOptions) -> Void)
    func userNotificationCenter(
        _ center: UNUserNotificationCenter, didReceive response: UNNotificationResponse,
        withCompletionHandler completionHandler: @escaping @Sendable () -> Void)
}

open class UNUserNotificationCenter: NSObject {
    nonisolated(unsafe) private static let shared = UNUserNotificationCenter()
    private let lock = NSLock()
    private var requests: [UNNotificationRequest] = []
    private var shown: [UNNotification] = []
    private var known: Set<UNNotificationCategory> = []
    private var status = UNAuthorizationStatus.notDetermined
    open weak var delegate: (any UNUserNotificationCenterDelegate)?

    open class func current() -> UNUserNotificationCenter { shared }

    open func requestAuthorization(options: UNAuthorizationOptions = []) async throws -> Bool {
        lock.withLock { status = .authorized }
        return true
    }
    open func notificationSettings() async -> UNNotificationSettings {
        let settings = UNNotificationSettings()
        settings.authorizationStatus = lock.withLock { status }
        return settings
    }
    open func setNotificationCategories(_ categories: Set<UNNotificationCategory>) {
        lock.withLock { known = categories }
    }
    open func notificationCategories() async -> Set<UNNotificationCategory> { lock.withLock { known } }
    open func add(_ request: UNNotificationRequest) async throws {
        lock.withLock {
            requests.removeAll { $0.identifier == request.identifier }
            requests.append(request)
        }
    }
    open func pendingNotificationRequests() async -> [UNNotificationRequest] { lock.withLock { requests } }
    open func deliveredNotifications() async -> [UNNotification] { lock.withLock { shown } }
    open func removePendingNotificationRequests(withIdentifiers identifiers: [String]) {
        lock.withLock { requests.removeAll { identifiers.contains($0.identifier) } }
    }
    open func removeDeliveredNotifications(withIdentifiers identifiers: [String]) {
        lock.withLock { shown.removeAll { identifiers.contains($0.request.identifier) } }
    }

    /// Not Apple's: the system shows it, in a test.
    @discardableResult
    public func standInDeliver(_ identifier: String, at date: Date) -> UNNotification? {
        lock.withLock {
            guard let index = requests.firstIndex(where: { $0.identifier == identifier }) else { return nil }
            let notification = UNNotification()
            (notification.date, notification.request) = (date, requests.remove(at: index))
            shown.append(notification)
            return notification
        }
    }

    /// Not Apple's: it comes while the app is open, in a test. Returns how the app wants it shown.
    public func standInPresent(_ notification: UNNotification) async -> UNNotificationPresentationOptions {
        await withCheckedContinuation { shown in
            delegate?.userNotificationCenter(self, willPresent: notification) { shown.resume(returning: $0) }
        }
    }

    /// Not Apple's: the person answers, in a test. Returns when the app has taken the answer.
    public func standInAnswer(_ notification: UNNotification, _ action: String) async {
        let response = UNNotificationResponse()
        (response.notification, response.actionIdentifier) = (notification, action)
        await withCheckedContinuation { done in
            delegate?.userNotificationCenter(self, didReceive: response) { done.resume() }
        }
    }
}
