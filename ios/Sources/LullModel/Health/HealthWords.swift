import LullCore

extension Words {
    func medicine(_ medicine: Medicine, _ times: Times) -> String {
        joined([
            medicine.name,
            medicine.dose.isEmpty ? nil : medicine.dose,
            self("health.kind.\(medicine.`class`)"),
            medicine.since.map { self("health.since", ["date": times.date($0)]) },
            medicine.until.map { self("health.until", ["date": times.date($0)]) },
        ])
    }

    func lab(_ lab: Lab, _ times: Times) -> String {
        joined([
            times.date(lab.date),
            lab.ferritinTenths.map { self("health.ferritinIs", ["value": times.tenths($0)]) },
            lab.tsatTenths.map { self("health.saturationIs", ["value": times.tenths($0)]) },
            lab.remark.isEmpty ? nil : lab.remark,
        ])
    }
}
