import LullModel
import SwiftUI

/// The massagers that were added, and what can be heard around.
struct DevicesScreen: View {
    let model: DevicesModel

    var body: some View {
        Page(screen: model) {
            if let inUse = model.inUse { Text(verbatim: inUse) }
            if let noneYet = model.noneYet { Quiet(noneYet) }
            PanelsView(panels: model.kept)
            SideButton(model.search)
            if let state = model.searchState { Heading(state) }
            ForEach(model.unheardWarnings) { WarningView(warning: $0) }
            PanelsView(panels: model.found)
        }
    }
}

/// What a new massager shall be called, and the password where it has one.
struct AddScreen: View {
    @Bindable var model: AddModel

    var body: some View {
        Page(screen: model) {
            PanelView(panel: model.about)
            Field(model.nameLabel, $model.name)
            SecretField(model.secretLabel, $model.secret)
            Quiet(model.secretAbout)
            if let experimental = model.experimentalTick { TickView(tick: experimental) }
            MainButton(model.keep)
            Quiet(model.testComesNext)
        }
    }
}

/// One massager: what it is, what stops it, its test, and what can be done with it.
struct DeviceScreen: View {
    @Bindable var model: DeviceModel

    var body: some View {
        Page(screen: model) {
            if let whatSeen = model.whatSeen { PanelView(panel: whatSeen) }
            PanelFrame { ForEach(model.facts) { LineView(line: $0) } }
            if let nothing = model.nothingStopsIt { WarningView(warning: nothing) }
            if let test = model.test { PanelView(panel: test) }
            if let use = model.use { SideButton(use) }
            if let used = model.used { Text(verbatim: used) }
            PanelFrame {
                Field(model.nameLabel, $model.newName)
                QuietButton(model.keepName)
            }
            if let asked = model.forgetWarning { WarningView(warning: asked) } else { SideButton(model.forget) }
        }
    }
}
