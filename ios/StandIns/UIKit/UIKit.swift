// A stand-in for Apple's UIKit, on Linux only: what this app uses of it, with Apple's signatures. It does nothing.
@_exported import Foundation
import UniformTypeIdentifiers

public struct UIBackgroundTaskIdentifier: Hashable, Sendable {
    public static let invalid = Self()
}
public enum UIBackgroundRefreshStatus: Int, Sendable { case restricted, denied, available }

@MainActor open class UIApplication: NSObject {
    public static var shared: UIApplication { UIApplication() }
    public struct OpenExternalURLOptionsKey: Hashable, Sendable {}
    public static let openSettingsURLString = "app-settings:"
    public static let openNotificationSettingsURLString = "app-settings:notifications"
    public static let significantTimeChangeNotification = NSNotification.Name("UIApplicationSignificantTimeChange")
    open var isIdleTimerDisabled = false
    open var backgroundRefreshStatus: UIBackgroundRefreshStatus { .available }
    open var connectedScenes: Set<UIScene> { [] }
    open func open(_ url: URL, options: [OpenExternalURLOptionsKey: Any] = [:]) async -> Bool { false }
    open func beginBackgroundTask(
        withName taskName: String?, expirationHandler handler: (@MainActor @Sendable () -> Void)? = nil
    ) -> UIBackgroundTaskIdentifier { .invalid }
    open func endBackgroundTask(_ identifier: UIBackgroundTaskIdentifier) {}
}
@MainActor open class UIScene: NSObject {}
@MainActor open class UIWindowScene: UIScene { open var keyWindow: UIWindow? { nil } }
@MainActor open class UIView: NSObject {}
@MainActor open class UIWindow: UIView { open var rootViewController: UIViewController? }
@MainActor open class UIPopoverPresentationController: NSObject { open var sourceView: UIView? }
@MainActor open class UIViewController: NSObject {
    open var view: UIView! { nil }
    open var presentedViewController: UIViewController? { nil }
    open var popoverPresentationController: UIPopoverPresentationController? { nil }
    open func present(
        _ viewControllerToPresent: UIViewController, animated flag: Bool, completion: (() -> Void)? = nil
    ) {}
}
@MainActor open class UIActivityViewController: UIViewController {
    public struct ActivityType: Hashable, Sendable {}
    public typealias CompletionWithItemsHandler = (ActivityType?, Bool, [Any]?, (any Error)?) -> Void
    open var completionWithItemsHandler: CompletionWithItemsHandler?
    public init(activityItems: [Any], applicationActivities: [UIActivity]?) {}
}
@MainActor open class UIActivity: NSObject {}
@MainActor public protocol UIDocumentPickerDelegate: NSObjectProtocol {
    func documentPicker(_ controller: UIDocumentPickerViewController, didPickDocumentsAt urls: [URL])
    func documentPickerWasCancelled(_ controller: UIDocumentPickerViewController)
}
@MainActor open class UIDocumentPickerViewController: UIViewController {
    open weak var delegate: (any UIDocumentPickerDelegate)?
    public init(forOpeningContentTypes contentTypes: [UTType], asCopy: Bool) {}
}
@MainActor open class UINotificationFeedbackGenerator: NSObject {
    public enum FeedbackType: Int, Sendable { case success, warning, error }
    open func notificationOccurred(_ notificationType: FeedbackType) {}
}
public enum UIAccessibility {
    public struct Notification: Sendable { public static let announcement = Notification() }
    public static func post(notification: Notification, argument: Any?) {}
}
