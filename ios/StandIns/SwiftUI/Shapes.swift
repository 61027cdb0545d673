public protocol ShapeStyle: Sendable {}

public struct Color: StandIn, ShapeStyle, Hashable, Sendable {
    nonisolated let red, green, blue: Double
    public enum RGBColorSpace: Sendable { case sRGB, sRGBLinear, displayP3 }
    public nonisolated init(
        _ colorSpace: RGBColorSpace = .sRGB, red: Double, green: Double, blue: Double, opacity: Double = 1
    ) {
        (self.red, self.green, self.blue) = (red, green, blue)
    }
    public nonisolated static let black = Color(red: 0, green: 0, blue: 0)
    public nonisolated static let white = Color(red: 1, green: 1, blue: 1)
    public nonisolated func opacity(_ opacity: Double) -> Color { self }
    public var standIn: Kept { Kept() }
}

extension ShapeStyle where Self == Color {
    public static var black: Color { Color.black }
    public static var white: Color { Color.white }
}

public protocol Shape: View, Sendable {
    nonisolated func path(in rect: CGRect) -> Path
}
public protocol InsettableShape: Shape {}

extension Shape {
    public var body: EmptyView { EmptyView() }
    public func fill<S: ShapeStyle>(_ content: S) -> some View { Modified(self) }
    public func stroke<S: ShapeStyle>(_ content: S, lineWidth: CGFloat = 1) -> some View { Modified(self) }
}

public enum RoundedCornerStyle: Sendable { case circular, continuous }

public struct RoundedRectangle: InsettableShape {
    public nonisolated init(cornerRadius: CGFloat, style: RoundedCornerStyle = .continuous) {}
    public nonisolated func path(in rect: CGRect) -> Path { Path() }
}

public struct Font: Hashable, Sendable {
    let name: String
    public static let largeTitle = Font(name: "largeTitle")
    public static let title = Font(name: "title")
    public static let title2 = Font(name: "title2")
    public static let title3 = Font(name: "title3")
    public static let headline = Font(name: "headline")
    public static let body = Font(name: "body")
    public static let callout = Font(name: "callout")
    public func monospacedDigit() -> Font { self }
    public func bold() -> Font { self }
    public struct Weight: Hashable, Sendable {
        let value: Int
        public static let regular = Weight(value: 400)
        public static let bold = Weight(value: 700)
    }
}
