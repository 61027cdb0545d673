import LullModel
import SwiftUI

/// The colours of a screen. Every text on these has a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3); a test measures it.
struct Palette: Sendable {
    let ground, raised, text, quiet, strong, onStrong, warning, onWarning, outline: Tone

    /// For the day.
    static let day = Palette(
        ground: Tone(0xF7F9FA), raised: Tone(0xECF1F3), text: Tone(0x15191B), quiet: Tone(0x40494E),
        strong: Tone(0x1F5B73), onStrong: Tone(0xFFFFFF), warning: Tone(0xFFDAD4), onWarning: Tone(0x5A120B),
        outline: Tone(0x6A757B))

    /// True black. What is raised is hardly lighter than the ground, so that nothing flashes.
    static let night = dark(
        strong: Tone(0x8CCBE6), text: Tone(0xD6DEE2), quiet: Tone(0xA3B0B7), raised: Tone(0x12181B))

    /// One hue on black.
    static let red = dark(
        strong: Tone(0xE0584A), text: Tone(0xD8564A), quiet: Tone(0xCE5A4E), raised: Tone(0x170706))

    static func of(_ light: Light, _ scheme: ColorScheme) -> Palette {
        switch light {
        case .system: scheme == .dark ? night : day
        case .night: night
        case .red: red
        }
    }

    private static func dark(strong: Tone, text: Tone, quiet: Tone, raised: Tone) -> Palette {
        Palette(
            ground: Tone(0x000000), raised: raised, text: text, quiet: quiet, strong: strong, onStrong: Tone(0x000000),
            warning: raised, onWarning: text, outline: quiet)
    }
}

/// A colour by its red, green and blue.
struct Tone: Equatable, Sendable {
    let red, green, blue: Double

    init(_ hex: Int) {
        red = Double(hex >> 16 & 0xFF) / 255
        green = Double(hex >> 8 & 0xFF) / 255
        blue = Double(hex & 0xFF) / 255
    }

    var colour: Color { Color(red: red, green: green, blue: blue) }
}

private struct PaletteKey: EnvironmentKey {
    static let defaultValue = Palette.night
}

extension EnvironmentValues {
    var palette: Palette {
        get { self[PaletteKey.self] }
        set { self[PaletteKey.self] = newValue }
    }
}
