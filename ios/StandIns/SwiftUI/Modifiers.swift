public struct Edge {
    public struct Set: OptionSet, Sendable {
        public let rawValue: Int8
        public init(rawValue: Int8) { self.rawValue = rawValue }
        public static let all = Set(rawValue: 15)
        public static let horizontal = Set(rawValue: 1)
        public static let vertical = Set(rawValue: 2)
    }
}

extension View {
    public func padding(_ edges: Edge.Set = .all, _ length: CGFloat? = nil) -> some View { Modified(self) }
    public func padding(_ length: CGFloat) -> some View { Modified(self) }
    public func frame(
        minWidth: CGFloat? = nil, idealWidth: CGFloat? = nil, maxWidth: CGFloat? = nil, minHeight: CGFloat? = nil,
        idealHeight: CGFloat? = nil, maxHeight: CGFloat? = nil, alignment: Alignment = .center
    ) -> some View { Modified(self) }
    public func frame(width: CGFloat? = nil, height: CGFloat? = nil, alignment: Alignment = .center) -> some View {
        Modified(self)
    }
    public func fixedSize(horizontal: Bool, vertical: Bool) -> some View { Modified(self) }
    public func font(_ font: Font?) -> some View { Modified(self) }
    public func fontWeight(_ weight: Font.Weight?) -> some View { Modified(self) }
    public func multilineTextAlignment(_ alignment: TextAlignment) -> some View { Modified(self) }
    public func underline(_ isActive: Bool = true) -> some View { Modified(self) }
    public func foregroundStyle<S: ShapeStyle>(_ style: S) -> some View { Modified(self) }
    public func tint<S: ShapeStyle>(_ tint: S?) -> some View { Modified(self) }
    public func background<S: ShapeStyle>(_ style: S, ignoresSafeAreaEdges edges: Edge.Set = .all) -> some View {
        Modified(self)
    }
    public func background<S: ShapeStyle, T: InsettableShape>(_ style: S, in shape: T) -> some View { Modified(self) }
    public func overlay<V: View>(alignment: Alignment = .center, @ViewBuilder content: () -> V) -> some View {
        Modified(self)
    }
    public func contentShape<S: Shape>(_ shape: S, eoFill: Bool = false) -> some View { Modified(self) }
    public func opacity(_ opacity: Double) -> some View { Modified(self) }
    public func disabled(_ disabled: Bool) -> some View { Modified(self) { $0.isDisabled = disabled } }
    public func buttonStyle<S: ButtonStyle>(_ style: S) -> some View { Modified(self) }
    public func labelsHidden() -> some View { Modified(self) }
    public func preferredColorScheme(_ colorScheme: ColorScheme?) -> some View { Modified(self) }
    public func statusBarHidden(_ hidden: Bool = true) -> some View { Modified(self) }
    public func environment<V>(_ keyPath: WritableKeyPath<EnvironmentValues, V>, _ value: V) -> some View {
        Modified(self)
    }
    public func task(
        priority: TaskPriority = .userInitiated, _ action: @escaping @Sendable @MainActor () async -> Void
    ) -> some View { Modified(self) }
    public func navigationTitle<S: StringProtocol>(_ title: S) -> some View {
        Modified(self) { $0.texts = [String(title)] }
    }
    public func navigationBarTitleDisplayMode(_ displayMode: NavigationBarItem.TitleDisplayMode) -> some View {
        Modified(self)
    }
    public func navigationBarBackButtonHidden(_ hidesBackButton: Bool = true) -> some View { Modified(self) }
    public func navigationDestination<D: Hashable, C: View>(
        for data: D.Type, @ViewBuilder destination: @escaping (D) -> C
    ) -> some View { Modified(self) }
    public func toolbar<Content: ToolbarContent>(@ToolbarContentBuilder content: () -> Content) -> some View {
        Modified(self)
    }
    public func toolbarBackground<S: ShapeStyle>(_ style: S, for bars: ToolbarPlacement...) -> some View {
        Modified(self)
    }
}
