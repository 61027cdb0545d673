/// What an intent does, in the app's process. The widget's process has no diary and performs none of them.
@MainActor
public protocol Actions: AnyObject, Sendable {
    func startMassage() async throws
    func stopMassage() async throws
    func symptomsStarted() async throws
}

@MainActor
public enum Performer {
    /// Set by the app before it has finished launching.
    public static var actions: (any Actions)?

    static var found: any Actions {
        get throws {
            guard let actions else { throw NotInTheApp() }
            return actions
        }
    }
}

/// An intent ran where there is no app: the system was asked for the app's process and did not give it.
struct NotInTheApp: Error {}
