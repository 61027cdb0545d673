import Foundation
import LullCore

/// A stretch as it is drawn, on a sheet of the core's own measure, and what whoever cannot see it is told instead.
public struct Drawing: Equatable, Sendable {
    public let sheet: CGSize
    /// From back to front.
    public let marks: [Mark]
    public let described: String
}

/// One shape of a drawing.
public struct Mark: Identifiable, Equatable, Sendable {
    /// What it shows: each has a colour of its own.
    public enum Kind: Sendable {
        case surroundings, body
        /// Where the stretch is felt. Dotted, so that nobody needs its colour.
        case stretched
    }

    public enum Form: Equatable, Sendable {
        /// A pen of that width along straight lines, with round ends and corners.
        case line([CGPoint], width: CGFloat)
        /// A filled circle.
        case disc(CGPoint, radius: CGFloat)
    }

    public let id: Int
    public let kind: Kind
    public let form: Form
}

extension Drawing {
    init(_ stretch: Stretch, _ words: Words) {
        sheet = CGSize(width: CGFloat(stretch.sheet.x), height: CGFloat(stretch.sheet.y))
        marks = stretch.drawing.enumerated().map { place, shape in
            Mark(id: place, kind: Mark.Kind(shape.of), form: Mark.Form(shape.form))
        }
        described = words("stretch.\(stretch.exercise).drawing")
    }
}

extension Mark.Kind {
    fileprivate init(_ of: ShapeOf) {
        switch of {
        case .surroundings: self = .surroundings
        case .body: self = .body
        case .stretched: self = .stretched
        }
    }
}

extension Mark.Form {
    fileprivate init(_ form: LullCore.Form) {
        switch form {
        case .line(let points, let width): self = .line(points.map(CGPoint.init), width: CGFloat(width))
        case .disc(let centre, let radius): self = .disc(CGPoint(centre), radius: CGFloat(radius))
        }
    }
}

extension CGPoint {
    fileprivate init(_ point: LullCore.Point) { self.init(x: CGFloat(point.x), y: CGFloat(point.y)) }
}
