import LullModel
import SwiftUI

/// How a stretch looks, as wide as there is room, in the colours of the screen. It is one picture, and says what it shows.
struct StretchDrawing: View {
    let drawing: Drawing
    @Environment(\.palette) private var palette

    var body: some View {
        ZStack {
            ForEach(drawing.marks) { MarkShape(mark: $0, sheet: drawing.sheet).fill(colour($0.kind)) }
        }
        .aspectRatio(drawing.sheet, contentMode: .fit)
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(drawing.described)
        .accessibilityAddTraits(.isImage)
    }

    private func colour(_ kind: Mark.Kind) -> Color {
        switch kind {
        case .surroundings: palette.quiet.colour
        case .body: palette.text.colour
        case .stretched: palette.strong.colour
        }
    }
}

/// One shape of a drawing, its pen as thick as the sheet is large.
struct MarkShape: Shape {
    let mark: Mark
    let sheet: CGSize

    nonisolated func path(in rect: CGRect) -> Path {
        let fit = Fit(sheet, into: rect)
        var path = Path()
        switch mark.form {
        case .line(let points, let width):
            path.addLines(points.map(fit.point))
            return path.strokedPath(pen(width, fit))
        case .disc(let centre, let radius):
            let (middle, radius) = (fit.point(centre), fit.length(radius))
            path.addEllipse(in: CGRect(origin: middle, size: .zero).insetBy(dx: -radius, dy: -radius))
            return path
        }
    }

    /// Where a stretch is felt, a row of dots instead of a line.
    private nonisolated func pen(_ width: CGFloat, _ fit: Fit) -> StrokeStyle {
        StrokeStyle(
            lineWidth: fit.length(width), lineCap: .round, lineJoin: .round,
            dash: mark.kind == .stretched ? [fit.length(1), fit.length(11)] : [])
    }
}
