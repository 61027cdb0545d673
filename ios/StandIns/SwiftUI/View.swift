// A stand-in for Apple's SwiftUI: what this app's views use of it, with Apple's signatures. Built on Linux only. It draws
// nothing; it keeps what a view was given, so that a test can look at it and tap (see Looking.swift).
@_exported import Foundation
@_exported import Observation

@MainActor @preconcurrency public protocol View {
    associatedtype Body: View
    @ViewBuilder @MainActor @preconcurrency var body: Self.Body { get }
}

extension Never: View {
    public var body: Never { fatalError("a stand-in has no body") }
}

/// A view of SwiftUI's own: it has parts instead of a body.
@MainActor @preconcurrency public protocol StandIn: View where Body == Never {
    var standIn: Kept { get }
}

extension StandIn {
    public var body: Never { fatalError("a stand-in has no body") }
}

/// What was given to a stand-in.
public struct Kept {
    var texts: [String] = []
    var inside: [any View] = []
    var tap: (@MainActor () -> Void)?
    var isDisabled = false
    var label: String?
    var isHidden = false

    /// Of what another stand-in draws.
    public static var nothing: Kept { Kept() }
}

public struct EmptyView: StandIn {
    public nonisolated init() {}
    public var standIn: Kept { Kept() }
}

/// Lets a builder, which belongs to no actor, hand views on. They are only looked at on the main one.
struct Held<Value>: @unchecked Sendable {
    let value: Value
}

public struct TupleView<T>: StandIn {
    let views: Held<[any View]>
    nonisolated init(views: [any View]) { self.views = Held(value: views) }
    public var standIn: Kept { Kept(inside: views.value) }
}

public struct _ConditionalContent<TrueContent: View, FalseContent: View>: StandIn {
    let view: Held<any View>
    nonisolated init(view: any View) { self.view = Held(value: view) }
    public var standIn: Kept { Kept(inside: [view.value]) }
}

extension Optional: View where Wrapped: View {
    public var body: Never { fatalError("a stand-in has no body") }
}

extension Optional: StandIn where Wrapped: View {
    public var standIn: Kept { Kept(inside: map { [$0] } ?? []) }
}

public struct Group<Content: View>: StandIn {
    let content: Content
    public init(@ViewBuilder content: () -> Content) { self.content = content() }
    public var standIn: Kept { Kept(inside: [content]) }
}

@resultBuilder public struct ViewBuilder {
    public static func buildExpression<Content: View>(_ content: Content) -> Content { content }
    public static func buildBlock() -> EmptyView { EmptyView() }
    public static func buildBlock<Content: View>(_ content: Content) -> Content { content }
    public static func buildBlock<each Content: View>(
        _ content: repeat each Content
    ) -> TupleView<(repeat each Content)> {
        var views: [any View] = []
        repeat views.append(each content)
        return TupleView(views: views)
    }
    public static func buildIf<Content: View>(_ content: Content?) -> Content? { content }
    public static func buildEither<T: View, F: View>(first: T) -> _ConditionalContent<T, F> { .init(view: first) }
    public static func buildEither<T: View, F: View>(second: F) -> _ConditionalContent<T, F> { .init(view: second) }
}

/// What a modifier makes of a view.
public struct Modified: StandIn {
    let content: any View
    let changed: (inout Kept) -> Void
    init(_ content: any View, _ changed: @escaping (inout Kept) -> Void = { _ in }) {
        self.content = content
        self.changed = changed
    }
    public var standIn: Kept {
        var kept = Kept(inside: [content])
        changed(&kept)
        return kept
    }
}

public protocol ViewModifier {
    associatedtype Body: View
    typealias Content = Modified
    @ViewBuilder @MainActor @preconcurrency func body(content: Content) -> Body
}

extension View {
    /// A modifier that changes nothing a test can see.
    public func passed() -> Modified { Modified(self) }

    public func modifier<T: ViewModifier>(_ modifier: T) -> some View { modifier.body(content: Modified(self)) }
}
