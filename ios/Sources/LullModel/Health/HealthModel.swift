import LullCore
import Observation

/// Medicines, iron tests and questions: what a doctor will ask about.
@MainActor
@Observable
public final class HealthModel: Screen {
    struct Told: Sendable {
        let medicines: [MedicineRecord]
        let labs: [LabRecord]
        let forDoctor: ForDoctor
        let today: Day
    }

    /// What was just taken out, and can be brought back.
    enum Gone {
        case medicine(Medicine)
        case lab(Lab)
    }

    private(set) var told: Told?
    private(set) var gone: Gone?

    /// What is being written. Nothing of it is kept before the person says so.
    public var medicine = MedicineDraft()
    public var lab = LabDraft()
    public var questions = ""

    public override var title: String { words("health.title") }

    public override func look() async { await keep { _, _ in } }

    public var goneWarning: Warning? {
        guard let gone else { return nil }
        let undo = Control(words("diary.undo")) { [self] in
            await keep { app, now in
                switch gone {
                case .medicine(let medicine): _ = try app.addMedicine(medicine: medicine, now: now)
                case .lab(let lab): _ = try app.addLab(lab: lab, now: now)
                }
            }
        }
        return Warning(text: words("health.gone"), controls: [undo])
    }

    public var medicines: [Panel] {
        (told?.medicines ?? []).map { record in
            let stopped = named("health.stopped", record.medicine.name) { [self] in
                guard let today = told?.today else { return }
                await keep { _ = try $0.stopMedicine(id: record.id, last: today, now: $1) }
            }
            let drop = named("health.drop", record.medicine.name) { [self] in
                await keep(.medicine(record.medicine)) { app, _ in _ = try app.deleteMedicine(id: record.id) }
            }
            let controls = record.medicine.until == nil ? [stopped, drop] : [drop]
            return Panel("medicine \(record.id)", [Line(words.medicine(record.medicine, times))], controls: controls)
        }
    }

    /// The newest first.
    public var labs: [Panel] {
        (told?.labs ?? []).reversed().map { record in
            let said = words.lab(record.lab, times)
            let drop = named("health.drop", said) { [self] in
                await keep(.lab(record.lab)) { app, _ in _ = try app.deleteLab(id: record.id) }
            }
            return Panel("lab \(record.id)", [Line(said)], controls: [drop])
        }
    }

    public var backgrounds: [Tick] {
        guard let forDoctor = told?.forDoctor else { return [] }
        return Background.all.map { one in
            Tick(label: words("health.background.\(one)"), isOn: forDoctor.background.contains(one)) { [self] in
                await keep { app, _ in
                    var kept = try app.forDoctor()
                    kept.background = kept.background.toggled(one)
                    _ = try app.saveForDoctor(words: kept)
                }
            }
        }
    }

    /// Does it and reads everything anew. `gone` is what it takes out.
    func keep(_ gone: Gone? = nil, _ what: @escaping @Sendable (App, Moment) throws -> Void) async {
        await attempt { [self] in
            let now = try await host.ask { app, now in
                try what(app, now)
                return try app.told(now: now)
            }
            if told?.forDoctor.questions != now.forDoctor.questions {
                questions = now.forDoctor.questions.joined(separator: "\n")
            }
            (told, self.gone) = (now, gone)
        }
    }

    private func named(_ key: String, _ name: String, tap: @escaping @MainActor () async -> Void) -> Control {
        Control(words(key), described: words("part.named", ["control": words(key), "of": name]), tap: tap)
    }
}

extension App {
    fileprivate func told(now: Moment) throws -> HealthModel.Told {
        HealthModel.Told(
            medicines: try medicines(), labs: try labs(), forDoctor: try forDoctor(),
            today: try clockThatCounts(now: now).today)
    }
}
