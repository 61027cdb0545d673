import Foundation
import LullCore

/// How times and dates look: the phone's language, and whether it counts 12 or 24 hours.
public struct Times: Sendable {
    private let locale: Locale
    private let clockPattern: String

    /// `is24Hour` absent: as the phone is set.
    public init(locale: Locale = .autoupdatingCurrent, is24Hour: Bool? = nil) {
        self.locale = locale
        let phones = DateFormatter.dateFormat(fromTemplate: "jmm", options: 0, locale: locale) ?? "HH:mm"
        clockPattern = is24Hour.map { $0 ? "HH:mm" : "h:mm a" } ?? phones
    }

    public func time(_ time: ClockTime) -> String {
        written(clockPattern, components(hour: Int(time.hour), minute: Int(time.minute)))
    }

    /// A moment as the clock in `zone` shows it.
    func time(_ at: Date, zone: String) -> String { written(clockPattern, at, zone: zone) }

    /// A day and its time, on the clock in `zone`.
    func moment(_ at: Date, zone: String) -> String {
        "\(written(pattern("dMMMMy"), at, zone: zone)), \(time(at, zone: zone))"
    }

    public func night(_ night: Night) -> String { written(pattern("EEEEdMMMM"), components(of: night)) }

    /// As a chart and a list have room for it: 21 Nov.
    func short(_ night: Night) -> String { written(pattern("dMMM"), components(of: night)) }

    /// A calendar day: 3 February 2026.
    func date(_ day: Day) -> String { written(pattern("dMMMMy"), components(of: day)) }

    /// A laboratory's number, which the core keeps in tenths.
    func tenths(_ tenths: UInt32) -> String { number(Double(tenths) / 10, least: 0) }

    /// A mean, with one place behind the point or comma.
    func mean(_ value: Double) -> String { number(value, least: 1) }

    /// A time as the core measures it, in minutes after noon.
    func afterNoon(_ minutes: Double) -> String {
        written(clockPattern, components(hour: 12, minute: Int(minutes.rounded())))
    }

    /// As a countdown shows it: 7:05.
    func countdown(_ left: TimeInterval) -> String {
        let seconds = Int(left.rounded())
        let pad = seconds % 60 < 10 ? "0" : ""
        return "\(seconds / 60):\(pad)\(seconds % 60)"
    }

    private func pattern(_ template: String) -> String {
        DateFormatter.dateFormat(fromTemplate: template, options: 0, locale: locale) ?? template
    }

    /// Years, days and clock times belong to no zone: they are read and written on the same clock.
    private func written(_ pattern: String, _ components: DateComponents) -> String {
        guard let at = Calendar.withoutZone.date(from: components) else { return "" }
        return written(pattern, at, zone: "GMT")
    }

    private func written(_ pattern: String, _ at: Date, zone: String) -> String {
        let formatter = DateFormatter()
        formatter.locale = locale
        formatter.timeZone = TimeZone(identifier: zone)
        formatter.dateFormat = pattern
        return formatter.string(from: at)
    }

    private func number(_ value: Double, least: Int) -> String {
        value.formatted(.number.precision(.fractionLength(least...1)).locale(locale))
    }

    private func components(hour: Int, minute: Int) -> DateComponents {
        DateComponents(year: 2001, month: 1, day: 1, hour: hour, minute: minute)
    }

    private func components(of day: String) -> DateComponents {
        let parts = day.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3 else { return DateComponents() }
        return DateComponents(year: parts[0], month: parts[1], day: parts[2])
    }
}

extension Calendar {
    fileprivate static let withoutZone: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }()
}
