import LullModel
import SwiftUI

/// A screen of one scrolling column. It scrolls at every size of letters; nothing is ever cut off.
struct Page<Content: View>: View {
    let screen: Screen
    @ViewBuilder let content: Content
    @Environment(\.palette) private var palette

    var body: some View {
        ScrollView {
            VStack(alignment: .leading, spacing: 16) {
                if let warning = screen.warning { WarningView(warning: warning) }
                content
            }
            .frame(maxWidth: .infinity, alignment: .leading)
            .padding(20)
        }
        .background(palette.ground.colour)
        .foregroundStyle(palette.text.colour)
        .navigationTitle(screen.title)
        .slimBar(palette.ground.colour)
        .toolbar {
            ToolbarItem(placement: .principal) {
                Text(verbatim: screen.title)
                    .font(.headline)
                    .foregroundStyle(palette.text.colour)
                    .accessibilityAddTraits(.isHeader)
            }
        }
    }
}

/// A heading inside a screen.
struct Heading: View {
    let text: String

    init(_ text: String) { self.text = text }

    var body: some View {
        Text(verbatim: text)
            .font(.title2)
            .accessibilityAddTraits(.isHeader)
    }
}

/// Beside the point.
struct Quiet: View {
    let text: String
    @Environment(\.palette) private var palette

    init(_ text: String) { self.text = text }

    var body: some View {
        Text(verbatim: text)
            .font(.callout)
            .foregroundStyle(palette.quiet.colour)
    }
}

/// One line and its weight.
struct LineView: View {
    let line: Line

    var body: some View {
        switch line.weight {
        case .quiet: Quiet(line.text)
        case .plain: Text(verbatim: line.text)
        case .strong: Text(verbatim: line.text).fontWeight(.bold)
        }
    }
}
