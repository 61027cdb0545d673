// Not SwiftUI's: how a test looks at what a view would show.

/// One thing that would be seen, or read out.
@MainActor
public struct Seen {
    public let text: String
    /// What a tap does; absent where there is nothing to tap.
    public let tap: (@MainActor () -> Void)?
    public let isEnabled: Bool
}

/// Everything a view shows, in its order.
@MainActor
public func look(at view: any View) -> [Seen] { look(at: view, isEnabled: true) }

@MainActor
private func look(at view: any View, isEnabled: Bool) -> [Seen] {
    guard let own = view as? any StandIn else { return look(body: view, isEnabled: isEnabled) }
    let kept = own.standIn
    guard !kept.isHidden else { return [] }
    let enabled = isEnabled && !kept.isDisabled
    let inside = kept.inside.flatMap { look(at: $0, isEnabled: enabled) }
    if let tap = kept.tap {
        let text = (kept.texts + inside.map(\.text)).joined(separator: " ")
        return [Seen(text: text, tap: tap, isEnabled: enabled)]
    }
    if let label = kept.label {
        return [
            Seen(text: label, tap: inside.first { $0.tap != nil }?.tap, isEnabled: inside.first?.isEnabled ?? enabled)
        ]
    }
    return kept.texts.map { Seen(text: $0, tap: nil, isEnabled: enabled) } + inside
}

@MainActor
private func look<Shown: View>(body view: Shown, isEnabled: Bool) -> [Seen] {
    look(at: view.body, isEnabled: isEnabled)
}
