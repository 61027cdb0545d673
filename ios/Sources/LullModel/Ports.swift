import Foundation
import LullCore

/// What only the phone's system can do, each behind its own port.
public struct PhoneSystem: Sendable {
    public let readiness: any Readiness
    public let sharing: any Sharing
    public let picking: any Picking
    public let display: any Display
    public let haptics: any Haptics
    public let voice: any Voice
    public let cloud: any CloudBackup

    public init(
        readiness: any Readiness, sharing: any Sharing, picking: any Picking,
        display: any Display, haptics: any Haptics, voice: any Voice, cloud: any CloudBackup
    ) {
        self.readiness = readiness
        self.sharing = sharing
        self.picking = picking
        self.display = display
        self.haptics = haptics
        self.voice = voice
        self.cloud = cloud
    }
}

/// What makes the phone's notifications match the core's schedule, and tells what the person should know.
@MainActor
public protocol Reminding: AnyObject {
    /// From the newest wake.
    var notices: [Notice] { get }
    /// Why the newest wake failed.
    var trouble: ApiError? { get }

    /// Lets the core plan anew.
    func wake(_ reason: WakeReason) async
    /// The person has read the notices that are told once.
    func acknowledge() async
    /// The person answered a reminder; with it whatever else called for the same is answered.
    func answered(_ id: AlarmId, _ action: Action) async
    /// The core has this answer from a screen: a reminder that still stands and asks for it is taken back.
    func answeredOnScreen(_ action: Action) async
    /// A massage of that kind began on a screen: every reminder that still stands and calls for it is answered.
    func begunOnScreen(_ program: ProgramKind) async
}

/// What of an iPhone can keep a reminder or a massage from coming.
public enum CheckKind: String, CaseIterable, Sendable {
    case notifications, timeSensitive, sound, lockScreen, background, bluetooth, focus
}

public enum CheckState: String, CaseIterable, Sendable {
    case ok, hinders
    /// The phone does not tell.
    case unknown
}

public struct Check: Hashable, Sendable {
    public let kind: CheckKind
    public let state: CheckState

    public init(kind: CheckKind, state: CheckState) {
        self.kind = kind
        self.state = state
    }
}

/// Whether this phone lets reminders come, as far as it says so itself.
public protocol Readiness: Sendable {
    func checks() async -> [Check]
    /// Opens the place where the person can change it.
    func fix(_ check: Check) async
    /// Asks the person, through the system, whether notifications may be shown. The system asks only once.
    func askForNotifications() async
    /// Sets a reminder that comes in one minute, on the way every reminder takes. False: the phone refused it.
    func remindForTest() async -> Bool
}

/// Hands a file to whatever app the person chooses. Lull itself sends nothing anywhere.
public protocol Sharing: Sendable {
    func share(name: String, bytes: Data) async throws
}

/// Lets the person choose a file that is not Lull's.
public protocol Picking: Sendable {
    /// The path of a copy that Lull may read; `nil`: the person chose none.
    func pick() async throws -> String?
}

public protocol Display: Sendable {
    /// Whether the screen stays lit without a touch, as it does while a massage is shown.
    func keepOn(_ on: Bool) async
}

/// What the hand feels.
public enum Felt: Sendable { case warning, done }

public protocol Haptics: Sendable {
    func tell(_ what: Felt) async
}

/// What is read out at once, to whoever cannot see that it came.
public protocol Voice: Sendable {
    func say(_ text: String) async
}

/// Whether the phone's own backup, which may leave the phone, takes the diary along. It does not unless the person wants.
public protocol CloudBackup: Sendable {
    func takesDiary() async -> Bool
    func take(diary: Bool) async throws
}
