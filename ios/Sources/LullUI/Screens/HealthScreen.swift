import LullModel
import SwiftUI

/// Medicines, iron tests and questions: what a doctor will ask about.
struct HealthScreen: View {
    @Bindable var model: HealthModel

    var body: some View {
        Page(screen: model) {
            Text(verbatim: model.label("about"))
            if let gone = model.goneWarning { WarningView(warning: gone) }
            MedicinesPart(model: model)
            LabsPart(model: model)
            Heading(model.label("questions"))
            Field(model.label("onePerLine"), $model.questions)
            SideButton(model.keepQuestions)
            Heading(model.label("backgrounds"))
            TicksView(ticks: model.backgrounds)
        }
    }
}

private struct MedicinesPart: View {
    @Bindable var model: HealthModel

    var body: some View {
        Heading(model.label("medicines"))
        if let none = model.noMedicines { Quiet(none) }
        PanelsView(panels: model.medicines)
        PanelFrame {
            Heading(model.label("addMedicine"))
            Field(model.label("name"), $model.medicine.name)
            Field(model.label("dose"), $model.medicine.dose)
            QuestionView(question: model.medicineKind)
            SideButton(model.keepMedicine)
        }
    }
}

private struct LabsPart: View {
    @Bindable var model: HealthModel

    var body: some View {
        Heading(model.label("labs"))
        if let none = model.noLabs { Quiet(none) }
        PanelsView(panels: model.labs)
        PanelFrame {
            Heading(model.label("addLab"))
            Field(model.label("date"), $model.lab.date)
            Field(model.label("ferritin"), $model.lab.ferritin)
            Field(model.label("saturation"), $model.lab.saturation)
            SideButton(model.keepLab)
        }
    }
}
