import Foundation
import LullCore

/// A time of day, which can be changed.
@MainActor
public struct TimeField: Identifiable {
    public let label: String
    public let shown: String
    /// What a clock to turn begins with.
    public let time: ClockTime
    /// The control that opens the clock, and the one that takes what it shows.
    public let change: String
    public let changeDescribed: String
    public let take: String
    /// The answer that there is none.
    public let unset: Control?
    public let set: @MainActor (ClockTime) async -> Void

    /// As a clock to turn wants it: a moment of some day, on the phone's own clock.
    public var moment: Date {
        let parts = DateComponents(year: 2001, month: 1, day: 1, hour: Int(time.hour), minute: Int(time.minute))
        return Calendar.current.date(from: parts) ?? Date(timeIntervalSinceReferenceDate: 0)
    }

    /// The control that opens a clock, whatever the view does for it.
    public func changing(_ open: @escaping @MainActor () async -> Void) -> Control {
        Control(change, described: changeDescribed, tap: open)
    }

    /// The one that takes what the clock shows.
    public func taking(_ close: @escaping @MainActor () async -> Void) -> Control {
        Control(take, described: "\(label): \(take)", tap: close)
    }

    public func take(_ moment: Date) async {
        let parts = Calendar.current.dateComponents([.hour, .minute], from: moment)
        await set(ClockTime(hour: UInt8(parts.hour ?? 0), minute: UInt8(parts.minute ?? 0)))
    }

    nonisolated public var id: String { label }
}
