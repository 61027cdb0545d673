import LullModel
import SwiftUI

/// The one thing a screen is for.
struct MainButton: View {
    let control: Control
    var height: CGFloat = 72

    init(_ control: Control, height: CGFloat = 72) {
        self.control = control
        self.height = height
    }

    var body: some View { ControlButton(control: control, style: LullButtonStyle(kind: .main, height: height)) }
}

struct SideButton: View {
    let control: Control

    init(_ control: Control) { self.control = control }

    var body: some View { ControlButton(control: control, style: LullButtonStyle(kind: .side, height: 56)) }
}

/// Beside the point, and still as easy to hit.
struct QuietButton: View {
    let control: Control

    init(_ control: Control) { self.control = control }

    var body: some View { ControlButton(control: control, style: LullButtonStyle(kind: .quiet, height: 48)) }
}

/// Controls below each other: nothing is ever too small to hit, or cut off where letters are large.
struct Buttons: View {
    let controls: [Control]

    init(_ controls: [Control]) { self.controls = controls }

    var body: some View {
        VStack(alignment: .leading, spacing: 4) {
            ForEach(controls) { QuietButton($0) }
        }
    }
}

private struct ControlButton: View {
    let control: Control
    let style: LullButtonStyle

    var body: some View {
        Button {
            Task { await control.tap() }
        } label: {
            Text(verbatim: control.label)
        }
        .buttonStyle(style)
        .disabled(!control.isEnabled)
        .accessibilityLabel(control.described)
    }
}

private struct LullButtonStyle: ButtonStyle {
    enum Kind { case main, side, quiet }

    let kind: Kind
    let height: CGFloat

    func makeBody(configuration: Configuration) -> some View {
        ButtonFace(label: configuration.label, kind: kind, height: height, isPressed: configuration.isPressed)
    }
}

/// How a button looks. What is dimmed is said so by the system, not by colour alone.
private struct ButtonFace<Label: View>: View {
    let label: Label
    let kind: LullButtonStyle.Kind
    let height: CGFloat
    let isPressed: Bool
    @Environment(\.palette) private var palette
    @Environment(\.isEnabled) private var isEnabled

    var body: some View {
        label
            .font(kind == .main ? .title2 : .body)
            .underline(kind == .quiet)
            .multilineTextAlignment(.center)
            .foregroundStyle(kind == .main ? palette.onStrong.colour : palette.strong.colour)
            .padding(kind == .quiet ? .vertical : .all, 10)
            .frame(minWidth: 48, maxWidth: kind == .quiet ? nil : .infinity, minHeight: height)
            .background(kind == .main ? palette.strong.colour : palette.ground.colour.opacity(0), in: shape)
            .overlay {
                if kind == .side { shape.stroke(palette.outline.colour, lineWidth: 1) }
            }
            .contentShape(shape)
            .opacity(isEnabled ? (isPressed ? 0.7 : 1) : 0.45)
    }

    private var shape: RoundedRectangle { RoundedRectangle(cornerRadius: 14) }
}
