import Foundation
import LullCore
import LullModel

/// The phone's own clocks.
public struct SystemClock: PhoneClock {
    public init() {}

    public func now() -> Moment {
        Moment(at: Date(), zone: TimeZone.current.identifier, monotonicMs: Self.sinceBoot())
    }

    /// Milliseconds since the phone started, its sleep among them.
    private static func sinceBoot() -> UInt64 {
        #if canImport(Darwin)
            // the clock of `mach_continuous_time`; that of `systemUptime` stands still while the phone sleeps
            return clock_gettime_nsec_np(CLOCK_MONOTONIC_RAW) / 1_000_000
        #else
            var time = timespec()
            clock_gettime(CLOCK_BOOTTIME, &time)
            return UInt64(time.tv_sec) * 1000 + UInt64(time.tv_nsec) / 1_000_000
        #endif
    }
}
