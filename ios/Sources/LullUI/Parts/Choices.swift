import LullModel
import SwiftUI

/// A question with answers to tap. The chosen one is bold and filled, and said to be chosen: never by colour alone.
struct QuestionView: View {
    let question: Question
    /// Long answers stand below each other.
    var isList = false
    @ScaledMetric private var least: CGFloat = 64

    var body: some View {
        VStack(alignment: .leading, spacing: 8) {
            Text(verbatim: question.text)
                .font(.headline)
                .accessibilityAddTraits(.isHeader)
            if let ends = question.ends { Quiet(ends) }
            LazyVGrid(columns: [GridItem(size, spacing: 8)], alignment: .leading, spacing: 8) {
                ForEach(question.answers) { AnswerView(answer: $0) }
            }
        }
    }

    private var size: GridItem.Size { isList ? .flexible() : .adaptive(minimum: least) }
}

private struct AnswerView: View {
    let answer: Question.Answer
    @Environment(\.palette) private var palette

    var body: some View {
        Button {
            Task { await answer.tap() }
        } label: {
            Text(verbatim: answer.label)
                .fontWeight(answer.isChosen ? .bold : .regular)
                .multilineTextAlignment(.center)
                .foregroundStyle(answer.isChosen ? palette.onStrong.colour : palette.text.colour)
                .padding(8)
                .frame(maxWidth: .infinity, minHeight: 56)
                .background(answer.isChosen ? palette.strong.colour : palette.raised.colour, in: shape)
                .overlay { shape.stroke(palette.outline.colour, lineWidth: 1) }
                .contentShape(shape)
        }
        .accessibilityLabel(answer.described)
        .accessibilityAddTraits(answer.isChosen ? .isSelected : [])
    }

    private var shape: RoundedRectangle { RoundedRectangle(cornerRadius: 12) }
}

/// A statement that is true or not. The whole line is the control.
struct TickView: View {
    let tick: Tick
    @Environment(\.palette) private var palette

    var body: some View {
        Toggle(isOn: Binding(get: { tick.isOn }, set: { _ in Task { await tick.tap() } })) {
            Text(verbatim: tick.label)
        }
        .tint(palette.strong.colour)
        .frame(minHeight: 56)
    }
}

struct TicksView: View {
    let ticks: [Tick]

    var body: some View {
        VStack(alignment: .leading, spacing: 4) {
            ForEach(ticks) { TickView(tick: $0) }
        }
    }
}
