import LullCore
import Observation

@testable import LullModel

extension SessionModel {
    /// Waits until the screen shows something like this. A massage that ended without it is a failure.
    func until(_ what: String, _ wanted: @MainActor (SessionView) -> Bool) async throws {
        while !(view.map(wanted) ?? false) {
            if isOver || warning != nil { throw Missing(what: "\(what): \(lines.map(\.text)) \(warning?.text ?? "")") }
            await withCheckedContinuation { change in
                // told before the change: what reads it again comes after, on the same actor
                withObservationTracking {
                    _ = (view, trouble)
                } onChange: {
                    change.resume()
                }
            }
            await Task.yield()
        }
    }
}
