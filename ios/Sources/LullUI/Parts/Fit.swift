import Foundation

/// How a sheet lies in a space: as large as fits, in the middle, its proportion kept.
struct Fit: Equatable, Sendable {
    private let scale: CGFloat
    private let corner: CGPoint

    init(_ sheet: CGSize, into space: CGRect) {
        let scale = min(space.width / sheet.width, space.height / sheet.height)
        corner = CGPoint(x: space.midX - scale * sheet.width / 2, y: space.midY - scale * sheet.height / 2)
        self.scale = scale
    }

    func point(_ point: CGPoint) -> CGPoint {
        CGPoint(x: corner.x + scale * point.x, y: corner.y + scale * point.y)
    }

    func length(_ length: CGFloat) -> CGFloat { scale * length }
}
