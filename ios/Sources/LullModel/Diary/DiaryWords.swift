import LullCore

extension Words {
    /// What is kept of one night, in one line.
    func told(_ record: NightRecord, _ times: Times) -> String {
        let entry = record.entry
        let told = joined([
            symptoms(entry.symptoms),
            onset(entry, times),
            entry.severity.map { self("diary.told.severity", ["points": "\($0)"]) },
            entry.sleepQuality.map { self("diary.told.sleep", ["points": "\($0)"]) },
            entry.gotUp.map { $0 == 0 ? self("diary.told.notUp") : counted("gotUp", $0) },
            massages(record.sessions),
        ])
        return told.isEmpty ? self("diary.nothing") : told
    }

    private func symptoms(_ symptoms: Symptoms?) -> String? {
        switch symptoms {
        case .no: self("diary.told.no")
        case .unknown: self("diary.told.unknown")
        case .yes, nil: nil
        }
    }

    private func onset(_ entry: Entry, _ times: Times) -> String? {
        switch entry.onset {
        case .at(let time, _): self("diary.told.at", ["time": times.time(time)])
        case .dontKnow: self("diary.told.dontKnow")
        case nil: entry.symptoms == .yes ? self("diary.told.symptoms") : nil
        }
    }

    private func massages(_ sessions: [SessionRecord]) -> String? {
        guard let first = sessions.first else { return nil }
        if sessions.count > 1 { return counted("sessions", sessions.count) }
        return self("diary.told.massage", ["minutes": "\(first.minutes)"])
    }
}
