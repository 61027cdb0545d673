import LullModel
import SwiftUI

/// Everything about reminders and massages that can be set, and how the screen is lit.
struct SettingsScreen: View {
    let model: SettingsModel
    let light: LightModel

    var body: some View {
        Page(screen: model) {
            ForEach(model.parts) { PartView(part: $0) }
            QuestionView(question: light.question)
            Quiet(model.keptAtOnce)
        }
    }
}

private struct PartView: View {
    let part: SettingsPart

    var body: some View {
        VStack(alignment: .leading, spacing: 12) {
            Heading(part.heading)
            if let about = part.about { Quiet(about) }
            ForEach(part.items) { ItemView(item: $0) }
        }
    }
}

private struct ItemView: View {
    let item: SettingsItem

    var body: some View {
        switch item {
        case .tick(let tick): TickView(tick: tick)
        case .question(let question): QuestionView(question: question)
        case .time(let field): TimeFieldView(field: field)
        }
    }
}
