import Foundation
import LullCore

/// The system's notifications, as far as reminders need them. Only values cross it: the system's own objects stay with
/// the adapter that talks to them.
public protocol NotificationCentre: Sendable {
    func permission() async -> NotificationPermission
    /// What is still to come.
    func pending() async -> [HeldNotification]
    /// What was shown and is still on the screen's list.
    func delivered() async -> [ShownNotification]
    /// Replaces what has the same id. Throws where the system says that it will not take it; what it drops without a
    /// word is found by asking what is pending.
    func add(_ notification: PlannedNotification) async throws
    func removePending(_ ids: [String]) async
    func removeDelivered(_ ids: [String]) async
    /// What can be answered, by category. Replaces what was registered before.
    func register(_ categories: [NotificationCategory]) async
}

/// What the person lets the app show.
public struct NotificationPermission: Equatable, Sendable {
    public var wasAsked: Bool
    public var showsAlerts: Bool
    /// Whether a time-sensitive one may break through a Focus.
    public var breaksThrough: Bool

    public init(wasAsked: Bool, showsAlerts: Bool, breaksThrough: Bool) {
        self.wasAsked = wasAsked
        self.showsAlerts = showsAlerts
        self.breaksThrough = breaksThrough
    }
}

/// A notification that the system shall show.
public struct PlannedNotification: Equatable, Sendable {
    public var id: String
    /// What it is shown together with: everything that calls for the same.
    public var place: String
    public var title: String
    public var body: String
    /// Of its answers.
    public var category: String
    public var rings: Rings
    public var breaksThrough: Bool
    /// Without a sound, and without lighting up the phone.
    public var isSilent: Bool
    /// From here on it says nothing any more.
    public var expires: Date

    public init(
        id: String, place: String, title: String, body: String, category: String, rings: Rings, breaksThrough: Bool,
        isSilent: Bool = false, expires: Date
    ) {
        self.id = id
        self.place = place
        self.title = title
        self.body = body
        self.category = category
        self.rings = rings
        self.breaksThrough = breaksThrough
        self.isSilent = isSilent
        self.expires = expires
    }

    /// Two with the same one are the same to the system and to the person.
    public var fingerprint: String {
        "\(rings)|\(category)|\(breaksThrough)|\(isSilent)|\(expires.timeIntervalSince1970)|\(title)|\(body)"
    }
}

/// What the system holds: enough to tell whether it is what is wanted.
public struct HeldNotification: Equatable, Sendable {
    public var id: String
    public var fingerprint: String

    public init(id: String, fingerprint: String) {
        self.id = id
        self.fingerprint = fingerprint
    }
}

/// What the system has shown.
public struct ShownNotification: Equatable, Sendable {
    public var id: String
    public var place: String
    public var category: String
    public var at: Date
    public var expires: Date

    public init(id: String, place: String, category: String, at: Date, expires: Date) {
        self.id = id
        self.place = place
        self.category = category
        self.at = at
        self.expires = expires
    }
}
