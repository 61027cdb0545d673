import Foundation
import LullCore
import Testing

@testable import LullModel
@testable import LullUI

/// The drawings of the stretches: the core's, on whatever screen there is.
@Suite
@MainActor
struct DrawingTests {
    private let sheet = CGSize(width: 320, height: 240)

    @Test("a sheet keeps its proportion and lies in the middle, whichever side is the short one")
    func fit() {
        let wide = Fit(sheet, into: CGRect(x: 10, y: 20, width: 640, height: 640))
        #expect(wide.point(.zero) == CGPoint(x: 10, y: 100))
        #expect(wide.point(CGPoint(x: 320, y: 240)) == CGPoint(x: 650, y: 580))
        #expect(wide.length(9) == 18)
        let flat = Fit(sheet, into: CGRect(x: 0, y: 0, width: 640, height: 120))
        #expect(flat.point(.zero) == CGPoint(x: 240, y: 0))
        #expect(flat.point(CGPoint(x: 320, y: 240)) == CGPoint(x: 400, y: 120))
        #expect(flat.length(9) == 4.5)
        #expect(Fit(sheet, into: CGRect(origin: .zero, size: sheet)).point(CGPoint(x: 7, y: 8)) == CGPoint(x: 7, y: 8))
    }

    @Test("every stretch of the core has its name, how and drawing, and says in both languages what is drawn")
    func stretches() throws {
        for words in [Words(.en), Words(.de)] {
            let all = try LullCore.stretches()
            let drawings = all.map { Drawing($0, words) }
            #expect(Set(drawings.map(\.described)).count == all.count)
            for (stretch, drawing) in zip(all, drawings) {
                for key in ["name", "how", "drawing"] {
                    #expect(words.has("stretch.\(stretch.exercise).\(key)"), "\(stretch.exercise) \(key)")
                }
                #expect(drawing.marks.count == stretch.drawing.count && drawing.sheet == sheet)
                #expect(Set(drawing.marks.map(\.kind)) == [.surroundings, .body, .stretched])
            }
        }
    }
}

#if os(Linux)
    import SwiftUI

    extension DrawingTests {
        @Test("a mark is drawn where it lies, as thick as the sheet is large; where a stretch is felt it is dotted")
        func marks() {
            let twice = CGRect(x: 0, y: 0, width: 640, height: 480)
            func drawn(_ kind: Mark.Kind, _ form: Mark.Form) -> Path {
                MarkShape(mark: Mark(id: 0, kind: kind, form: form), sheet: sheet).path(in: twice)
            }
            let points = [CGPoint(x: 74, y: 184), CGPoint(x: 112, y: 150)]
            let body = drawn(.body, .line(points, width: 9))
            #expect(body.lines == [CGPoint(x: 148, y: 368), CGPoint(x: 224, y: 300)])
            #expect(body.pen == StrokeStyle(lineWidth: 18, lineCap: .round, lineJoin: .round))
            let felt = drawn(.stretched, .line(points, width: 6))
            #expect(felt.pen == StrokeStyle(lineWidth: 12, lineCap: .round, lineJoin: .round, dash: [2, 22]))
            let head = drawn(.body, .disc(CGPoint(x: 212, y: 48), radius: 17))
            #expect(head.ellipse == CGRect(x: 390, y: 62, width: 68, height: 68) && head.pen == nil)
        }

        @Test("the screen of the stretches shows each as one picture that says what it shows")
        func screen() throws {
            let model = StretchModel(try Room.ready().shell) {}
            let texts = look(at: StretchScreen(model: model)).map(\.text)
            for panel in model.panels {
                #expect(texts.filter { $0 == panel.drawing.described }.count == 1, "\(texts)")
                #expect(texts.contains(panel.heading) && texts.contains("45 seconds"))
            }
        }
    }
#endif
