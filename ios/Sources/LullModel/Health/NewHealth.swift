import Foundation
import LullCore

/// A medicine that is being written down.
public struct MedicineDraft: Equatable, Sendable {
    public var name = ""
    public var dose = ""
    public var kind = MedicineClass.unknown
}

/// An iron test that is being written down.
public struct LabDraft: Equatable, Sendable {
    /// Empty: today.
    public var date = ""
    public var ferritin = ""
    public var saturation = ""
}

extension HealthModel {
    public var medicineKind: Question {
        Question(
            words("health.kind"), MedicineClass.all.map { ($0, words("health.kind.\($0)")) }, chosen: medicine.kind,
            words: words
        ) { [self] kind in medicine.kind = kind }
    }

    public var keepMedicine: Control {
        let draft = medicine
        return Control(words("health.keepMedicine"), isEnabled: !draft.name.isBlank) { [self] in
            await keep { app, now in
                let new = Medicine(
                    name: draft.name.trimmed, class: draft.kind, dose: draft.dose.trimmed, times: [], since: nil,
                    until: nil)
                _ = try app.addMedicine(medicine: new, now: now)
            }
            if trouble == nil { medicine = MedicineDraft() }
        }
    }

    public var keepLab: Control {
        let draft = lab
        let isWritten = !draft.ferritin.isBlank || !draft.saturation.isBlank
        return Control(words("health.keepLab"), isEnabled: isWritten) { [self] in
            let date = draft.date.isBlank ? told?.today ?? "" : draft.date.trimmed
            await keep { app, now in
                let new = Lab(
                    date: date, ferritinTenths: try written(draft.ferritin, in: "ferritin"),
                    tsatTenths: try written(draft.saturation, in: "tsat"), remark: "")
                _ = try app.addLab(lab: new, now: now)
            }
            if trouble == nil { lab = LabDraft() }
        }
    }

    public var keepQuestions: Control {
        let asked = questions.split(separator: "\n").map { String($0).trimmed }.filter { !$0.isEmpty }
        return Control(words("health.keepQuestions"), isEnabled: asked != told?.forDoctor.questions) { [self] in
            await keep { app, _ in
                var kept = try app.forDoctor()
                kept.questions = asked
                _ = try app.saveForDoctor(words: kept)
            }
        }
    }

    /// What a field is called, by the end of its key.
    public func label(_ field: String) -> String { words("health.\(field)") }

    /// Said where nothing is kept yet.
    public var noMedicines: String? { told?.medicines.isEmpty == true ? words("health.noMedicines") : nil }
    public var noLabs: String? { told?.labs.isEmpty == true ? words("health.noLabs") : nil }
}

/// A laboratory's number as the core reads it; an empty field says none.
private func written(_ text: String, in field: String) throws -> UInt32? {
    text.isBlank ? nil : try tenths(field: field, text: text)
}

extension String {
    var trimmed: String { trimmingCharacters(in: .whitespaces) }
    var isBlank: Bool { trimmed.isEmpty }
}
