import Foundation
import LullCore

/// A running massage where there is no screen: on the locked phone.
public struct SessionGlance: Equatable, Sendable {
    public var title: String
    /// What is known of the massager.
    public var line: String
    public var stop: String
    /// When it ends by itself; absent while it is paused and once it is over.
    public var endsAt: Date?
    public var isOver: Bool
    /// It ends without a sound: others sleep.
    public var isQuiet: Bool
}

extension SessionGlance {
    init(_ view: SessionView, zone: String, _ words: ReminderWords) {
        title = words.words.step(view)
        stop = words.words("session.stop")
        isQuiet = view.isQuiet
        if case .ended(let reason, let stopped) = view.stage {
            line = "\(words.words.ended(reason)) \(words.words("session.stopped.\(stopped)"))"
            (endsAt, isOver) = (nil, true)
        } else {
            line = words.words.device(view, words.times, zone: zone)
            (endsAt, isOver) = (view.stage == .paused ? nil : view.endsAt, false)
        }
    }
}

/// Where a running massage is shown outside the app.
@MainActor
public protocol SessionDisplay {
    func show(_ glance: SessionGlance) async
    /// What the person has to act on is not left to a line that changes every second.
    func alert(_ text: String) async
    /// How it ended, until it was read.
    func end(_ glance: SessionGlance) async
}
