import Foundation
import LullCore

/// When a notification rings.
public enum Rings: Equatable, Sendable {
    /// When a clock on the wall shows that time; absent zone: the clock wherever the phone is by then.
    case wall(WallTime, zone: String?)
    /// At that instant.
    case instant(Date)
}

extension Rings {
    /// `phoneZone` is where the phone is now. An alarm by the clock there follows the wall on a journey, one by the clock
    /// at home does not.
    init(_ alarm: Alarm, phoneZone: String) {
        // A time that the wall shows twice, when clocks are set back, names its first; the second has no name.
        guard TimeZone(identifier: alarm.zone)?.instant(of: alarm.wall) == alarm.at else {
            self = .instant(alarm.at)
            return
        }
        self = .wall(alarm.wall, zone: alarm.zone == phoneZone ? nil : alarm.zone)
    }
}

extension WallTime {
    /// What a clock of that zone shows then.
    init(_ at: Date, _ zone: TimeZone) {
        let parts: Set<Calendar.Component> = [.year, .month, .day, .hour, .minute, .second]
        let shown = Calendar.of(zone).dateComponents(parts, from: at)
        func part(_ part: Int?) -> UInt8 { UInt8(part ?? 0) }
        self.init(
            year: Int16(shown.year ?? 0), month: part(shown.month), day: part(shown.day), hour: part(shown.hour),
            minute: part(shown.minute), second: part(shown.second))
    }

    /// As the system's calendars take it, without a zone.
    public var components: DateComponents {
        DateComponents(
            year: Int(year), month: Int(month), day: Int(day), hour: Int(hour), minute: Int(minute),
            second: Int(second))
    }
}

extension TimeZone {
    /// When a clock of this zone shows that time first.
    public func instant(of wall: WallTime) -> Date? {
        Calendar.of(self).date(from: wall.components)
    }
}

extension Calendar {
    /// The calendar in which the core counts, whatever the phone is set to.
    fileprivate static func of(_ zone: TimeZone) -> Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar
    }
}
