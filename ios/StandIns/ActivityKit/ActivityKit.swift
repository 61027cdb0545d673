// A stand-in for Apple's ActivityKit, on Linux only: what this app uses of it, with Apple's signatures. It does nothing.
import Foundation

public protocol ActivityAttributes: Decodable, Encodable {
    associatedtype ContentState: Decodable, Encodable, Hashable
}
public struct ActivityContent<State: Decodable & Encodable & Hashable> {
    public var state: State
    public var staleDate: Date?
    public init(state: State, staleDate: Date?, relevanceScore: Double = 0.0) {
        (self.state, self.staleDate) = (state, staleDate)
    }
}
extension ActivityContent: Sendable where State: Sendable {}
public struct PushType: Sendable {
    public static let token = PushType()
}
public struct ActivityUIDismissalPolicy: Sendable {
    public static let `default` = Self(), immediate = Self()
    public static func after(_ date: Date) -> Self { Self() }
}
open class Activity<Attributes: ActivityAttributes>: Identifiable, @unchecked Sendable {
    public let id = ""
    public static var activities: [Activity<Attributes>] { [] }
    public static func request(
        attributes: Attributes, content: ActivityContent<Attributes.ContentState>, pushType: PushType? = nil
    ) throws -> Activity<Attributes> { Activity() }
    public func update(_ content: ActivityContent<Attributes.ContentState>) async {}
    public func end(
        _ content: ActivityContent<Attributes.ContentState>?, dismissalPolicy: ActivityUIDismissalPolicy = .default
    ) async {}
}
public final class ActivityAuthorizationInfo: Sendable {
    public init() {}
    public var areActivitiesEnabled: Bool { false }
}
