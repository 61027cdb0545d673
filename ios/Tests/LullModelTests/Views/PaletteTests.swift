import Foundation
import Testing

@testable import LullUI

/// Contrast as WCAG 2.2 measures it (1.4.3).
@Suite
struct PaletteTests {
    @Test("every text has a contrast of at least 4.5 to 1 on what it stands on")
    func contrast() {
        for palette in [Palette.day, .night, .red] {
            let pairs = [
                (palette.text, palette.ground), (palette.text, palette.raised), (palette.quiet, palette.ground),
                (palette.quiet, palette.raised), (palette.strong, palette.ground), (palette.strong, palette.raised),
                (palette.onStrong, palette.strong), (palette.onWarning, palette.warning),
            ]
            for (letters, ground) in pairs { #expect(ratio(letters, ground) >= 4.5, "\(letters) on \(ground)") }
        }
    }

    @Test("the night is truly black, and the red one has one hue")
    func dark() {
        #expect(Palette.night.ground == Tone(0) && Palette.red.ground == Tone(0))
        for tone in [Palette.red.text, Palette.red.quiet, Palette.red.strong] {
            #expect(tone.red > 2 * tone.green && tone.red > 2 * tone.blue)
        }
    }

    @Test("the phone's own light is followed unless the person chose")
    func choice() {
        #expect(Palette.of(.system, .light).ground == Palette.day.ground)
        #expect(Palette.of(.system, .dark).ground == Palette.night.ground)
        #expect(Palette.of(.night, .light).ground == Palette.night.ground)
        #expect(Palette.of(.red, .light).strong == Palette.red.strong)
    }

    private func ratio(_ one: Tone, _ other: Tone) -> Double {
        let (first, second) = (luminance(one), luminance(other))
        return (max(first, second) + 0.05) / (min(first, second) + 0.05)
    }

    private func luminance(_ tone: Tone) -> Double {
        func linear(_ part: Double) -> Double { part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4) }
        return 0.2126 * linear(tone.red) + 0.7152 * linear(tone.green) + 0.0722 * linear(tone.blue)
    }
}
