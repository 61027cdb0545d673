public struct AccessibilityTraits: Sendable, SetAlgebra {
    private var traits: Set<Int> = []
    public init() {}
    private init(_ trait: Int) { traits = [trait] }
    public static let isButton = AccessibilityTraits(0)
    public static let isHeader = AccessibilityTraits(1)
    public static let isSelected = AccessibilityTraits(2)
    public static let updatesFrequently = AccessibilityTraits(3)
    public static let isImage = AccessibilityTraits(4)

    public func contains(_ member: AccessibilityTraits) -> Bool { member.traits.isSubset(of: traits) }
    public func union(_ other: AccessibilityTraits) -> AccessibilityTraits { made { $0.formUnion(other.traits) } }
    public func intersection(_ other: AccessibilityTraits) -> AccessibilityTraits {
        made { $0.formIntersection(other.traits) }
    }
    public func symmetricDifference(_ other: AccessibilityTraits) -> AccessibilityTraits {
        made { $0.formSymmetricDifference(other.traits) }
    }
    public mutating func formUnion(_ other: AccessibilityTraits) { self = union(other) }
    public mutating func formIntersection(_ other: AccessibilityTraits) { self = intersection(other) }
    public mutating func formSymmetricDifference(_ other: AccessibilityTraits) { self = symmetricDifference(other) }
    public mutating func insert(
        _ new: AccessibilityTraits
    ) -> (inserted: Bool, memberAfterInsert: AccessibilityTraits) {
        defer { formUnion(new) }
        return (!contains(new), new)
    }
    public mutating func remove(_ member: AccessibilityTraits) -> AccessibilityTraits? {
        defer { traits.subtract(member.traits) }
        return contains(member) ? member : nil
    }
    public mutating func update(with new: AccessibilityTraits) -> AccessibilityTraits? {
        defer { formUnion(new) }
        return contains(new) ? new : nil
    }
    private func made(_ change: (inout Set<Int>) -> Void) -> AccessibilityTraits {
        var copy = self
        change(&copy.traits)
        return copy
    }
}

public struct AccessibilityChildBehavior: Hashable, Sendable {
    let name: String
    public static let ignore = AccessibilityChildBehavior(name: "ignore")
    public static let contain = AccessibilityChildBehavior(name: "contain")
    public static let combine = AccessibilityChildBehavior(name: "combine")
}

extension View {
    public func accessibilityLabel<S: StringProtocol>(_ label: S) -> some View {
        Modified(self) { $0.label = String(label) }
    }
    public func accessibilityAddTraits(_ traits: AccessibilityTraits) -> some View { Modified(self) }
    public func accessibilityHidden(_ hidden: Bool) -> some View { Modified(self) { $0.isHidden = hidden } }
    public func accessibilityElement(children: AccessibilityChildBehavior = .ignore) -> some View { Modified(self) }
}
