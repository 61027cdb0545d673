public struct Text: StandIn, Equatable, Sendable {
    let shown: String
    public init<S: StringProtocol>(_ content: S) { shown = String(content) }
    public init(verbatim content: String) { shown = content }
    public var standIn: Kept { Kept(texts: [shown]) }
}

public struct Image: StandIn {
    public init(systemName: String) {}
    public var standIn: Kept { Kept() }
}

public struct Button<Label: View>: StandIn {
    let action: @MainActor () -> Void
    let label: Label
    public init(action: @escaping @MainActor () -> Void, @ViewBuilder label: () -> Label) {
        self.action = action
        self.label = label()
    }
    public var standIn: Kept { Kept(inside: [label], tap: action) }
}

public struct Toggle<Label: View>: StandIn {
    let isOn: Binding<Bool>
    let label: Label
    public init(isOn: Binding<Bool>, @ViewBuilder label: () -> Label) {
        self.isOn = isOn
        self.label = label()
    }
    public var standIn: Kept { Kept(inside: [label], tap: { isOn.wrappedValue.toggle() }) }
}

public struct TextField<Label: View>: StandIn {
    let title: String
    public var standIn: Kept { Kept(texts: [title]) }
}

extension TextField where Label == Text {
    public init<S: StringProtocol>(_ title: S, text: Binding<String>) { self.title = String(title) }
    public init<S: StringProtocol>(_ title: S, text: Binding<String>, axis: Axis) { self.title = String(title) }
}

public struct SecureField<Label: View>: StandIn {
    let title: String
    public var standIn: Kept { Kept(texts: [title]) }
}

extension SecureField where Label == Text {
    public init<S: StringProtocol>(_ title: S, text: Binding<String>) { self.title = String(title) }
}

public struct DatePickerComponents: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
    public static let hourAndMinute = DatePickerComponents(rawValue: 1)
    public static let date = DatePickerComponents(rawValue: 2)
}

public struct DatePicker<Label: View>: StandIn {
    public typealias Components = DatePickerComponents
    let title: String
    public var standIn: Kept { Kept(texts: [title]) }
}

extension DatePicker where Label == Text {
    public init<S: StringProtocol>(
        _ title: S, selection: Binding<Date>, displayedComponents: Components = [.hourAndMinute, .date]
    ) { self.title = String(title) }
}

public struct ProgressView<Label: View, CurrentValueLabel: View>: StandIn {
    public var standIn: Kept { Kept() }
}

extension ProgressView where CurrentValueLabel == EmptyView {
    public init<V: BinaryFloatingPoint>(value: V?, total: V = 1) where Label == EmptyView {}
}

@MainActor @preconcurrency public protocol ButtonStyle {
    associatedtype Body: View
    typealias Configuration = ButtonStyleConfiguration
    @ViewBuilder func makeBody(configuration: Configuration) -> Body
}

public struct ButtonStyleConfiguration {
    public let label: Modified
    public let isPressed: Bool
}
