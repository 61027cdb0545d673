/// An outline.
public struct Path: Equatable, Sendable {
    // Not SwiftUI's: what a test looks at.
    public private(set) var lines: [CGPoint] = []
    public private(set) var ellipse: CGRect?
    public private(set) var pen: StrokeStyle?

    public init() {}
    public mutating func addLines(_ lines: [CGPoint]) { self.lines += lines }
    public mutating func addEllipse(in rect: CGRect) { ellipse = rect }
    public func strokedPath(_ style: StrokeStyle) -> Path {
        var stroked = self
        stroked.pen = style
        return stroked
    }
}

// CoreGraphics' own, which SwiftUI hands on.
public enum CGLineCap: Int32, Sendable { case butt, round, square }
public enum CGLineJoin: Int32, Sendable { case miter, round, bevel }

public struct StrokeStyle: Equatable, Sendable {
    public var lineWidth: CGFloat
    public var lineCap: CGLineCap
    public var lineJoin: CGLineJoin
    public var miterLimit: CGFloat
    public var dash: [CGFloat]
    public var dashPhase: CGFloat
    public init(
        lineWidth: CGFloat = 1, lineCap: CGLineCap = .butt, lineJoin: CGLineJoin = .miter, miterLimit: CGFloat = 10,
        dash: [CGFloat] = [], dashPhase: CGFloat = 0
    ) {
        (self.lineWidth, self.lineCap, self.lineJoin) = (lineWidth, lineCap, lineJoin)
        (self.miterLimit, self.dash, self.dashPhase) = (miterLimit, dash, dashPhase)
    }
}

public enum ContentMode: Hashable, CaseIterable, Sendable { case fit, fill }

extension View {
    public func aspectRatio(_ aspectRatio: CGSize, contentMode: ContentMode) -> some View { Modified(self) }
}
