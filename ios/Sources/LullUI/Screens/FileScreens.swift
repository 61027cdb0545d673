import LullModel
import SwiftUI

/// Backups of the diary: made, handed over, and brought back.
struct BackupScreen: View {
    @Bindable var model: BackupModel

    var body: some View {
        Page(screen: model) {
            Text(verbatim: model.about)
            MakePanel(model: model)
            Heading(model.label("kept"))
            if let restored = model.restoredWarning { WarningView(warning: restored) }
            if let noneYet = model.noneYet { Quiet(noneYet) }
            PanelsView(panels: model.kept)
            Quiet(model.label("fromElsewhereAbout"))
            SideButton(model.fromElsewhere)
            if let how = model.how { HowPanel(model: model, how: how) }
            PanelFrame {
                TickView(tick: model.cloud)
                Quiet(model.cloudAbout)
            }
            PanelFrame {
                Heading(model.label("forget"))
                Quiet(model.label("forgetAbout"))
                Buttons(model.forget)
                if let forgotten = model.forgottenWarning { WarningView(warning: forgotten) }
            }
        }
    }
}

private struct MakePanel: View {
    @Bindable var model: BackupModel

    var body: some View {
        PanelFrame {
            Heading(model.label("make"))
            SecretField(model.label("passphraseIfAny"), $model.passphrase)
            Quiet(model.label("passphraseAbout"))
            SideButton(model.make)
            if let made = model.madeText { Text(verbatim: made) }
        }
    }
}

/// In the diary's place, or beside it: asked before anything changes.
private struct HowPanel: View {
    @Bindable var model: BackupModel
    let how: [Control]

    var body: some View {
        PanelFrame {
            Heading(model.label("how"))
            Text(verbatim: model.label("howAbout"))
            if model.maybeSealed { SecretField(model.label("passphrase"), $model.itsPassphrase) }
            ForEach(how) { SideButton($0) }
        }
    }
}

/// Nights from a file. How it would be read is shown before anything is.
struct ReadingScreen: View {
    let model: ReadingModel

    var body: some View {
        Page(screen: model) {
            Text(verbatim: model.about)
            QuestionView(question: model.conflict)
            SideButton(model.pickTable)
            SideButton(model.pickComplete)
            if let read = model.read {
                PanelFrame {
                    Heading(model.guessTitle)
                    ForEach(model.guessed.numbered) { LineView(line: $0.line) }
                    if let dates = model.dates { QuestionView(question: dates) }
                }
                MainButton(read)
                Quiet(model.backupFirst)
            }
            if let done = model.doneText { Text(verbatim: done) }
        }
    }
}
