import LullModel
import SwiftUI

/// Something that matters more than the rest of the screen.
struct WarningView: View {
    let warning: Warning
    @Environment(\.palette) private var palette

    var body: some View {
        VStack(alignment: .leading, spacing: 8) {
            Text(verbatim: warning.text)
            Buttons(warning.controls)
        }
        .frame(maxWidth: .infinity, alignment: .leading)
        .padding(16)
        .foregroundStyle(palette.onWarning.colour)
        .background(palette.warning.colour, in: RoundedRectangle(cornerRadius: 14))
        .overlay { RoundedRectangle(cornerRadius: 14).stroke(palette.onWarning.colour, lineWidth: 1) }
    }
}

/// A few lines that belong together, and what can be done about them.
struct PanelView: View {
    let panel: LullModel.Panel

    var body: some View {
        PanelFrame {
            if let heading = panel.heading { Heading(heading) }
            ForEach(panel.lines) { LineView(line: $0) }
            Buttons(panel.controls)
        }
    }
}

struct PanelsView: View {
    let panels: [LullModel.Panel]

    var body: some View {
        VStack(alignment: .leading, spacing: 16) {
            ForEach(panels) { PanelView(panel: $0) }
        }
    }
}

struct PanelFrame<Content: View>: View {
    @ViewBuilder let content: Content
    @Environment(\.palette) private var palette

    var body: some View {
        VStack(alignment: .leading, spacing: 8) { content }
            .frame(maxWidth: .infinity, alignment: .leading)
            .padding(20)
            .background(palette.raised.colour, in: RoundedRectangle(cornerRadius: 18))
    }
}

/// Something to be written.
struct Field: View {
    let label: String
    @Binding var text: String

    init(_ label: String, _ text: Binding<String>) {
        self.label = label
        _text = text
    }

    var body: some View {
        VStack(alignment: .leading, spacing: 4) {
            Quiet(label)
            TextField(label, text: $text, axis: .vertical)
                .frame(minHeight: 48)
        }
    }
}

/// Something to be written that nobody else shall read.
struct SecretField: View {
    let label: String
    @Binding var text: String

    init(_ label: String, _ text: Binding<String>) {
        self.label = label
        _text = text
    }

    var body: some View {
        VStack(alignment: .leading, spacing: 4) {
            Quiet(label)
            SecureField(label, text: $text)
                .frame(minHeight: 48)
        }
    }
}
