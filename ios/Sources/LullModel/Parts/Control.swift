/// Something to tap, and what the tap does. Views draw it; nothing else on a screen acts.
@MainActor
public struct Control: Identifiable {
    public let label: String
    /// Names it where its label alone does not, for whoever cannot see where it stands.
    public let described: String
    public let isEnabled: Bool
    public let tap: @MainActor () async -> Void

    nonisolated public var id: String { described }

    init(
        _ label: String, described: String? = nil, isEnabled: Bool = true, tap: @escaping @MainActor () async -> Void
    ) {
        self.label = label
        self.described = described ?? label
        self.isEnabled = isEnabled
        self.tap = tap
    }
}

/// A statement that is true or not.
@MainActor
public struct Tick: Identifiable {
    public let label: String
    public let isOn: Bool
    public let tap: @MainActor () async -> Void

    nonisolated public var id: String { label }
}
