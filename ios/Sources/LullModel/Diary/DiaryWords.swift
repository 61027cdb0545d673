import LullCore

extension Words {
    /// What is kept of one night, in one line; below it the person's own words.
    func told(_ record: NightRecord, _ times: Times) -> [Line] {
        let entry = record.entry
        let facts = joined([
            symptoms(entry.symptoms),
            onset(entry, times),
            entry.severity.map { self("diary.told.severity", ["points": "\($0)"]) },
            entry.sleepQuality.map { self("diary.told.sleep", ["points": "\($0)"]) },
            entry.gotUp.map { $0 == 0 ? self("diary.told.notUp") : counted("gotUp", $0) },
            walks(entry.details?.walks ?? []),
            triggers(entry.details?.triggers ?? []),
            massages(record.sessions),
        ])
        let note = entry.note.isEmpty ? nil : Line(self("diary.told.note", ["note": entry.note]), .quiet)
        let lines = [facts.isEmpty ? nil : Line(facts), note].compactMap { $0 }
        if !lines.isEmpty { return lines }
        return [Line(self(entry == Entry(night: entry.night) ? "diary.nothing" : "diary.told.details"))]
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

    private func walks(_ walks: [Walk]) -> String? { walks.isEmpty ? nil : counted("walks", walks.count) }

    private func triggers(_ triggers: Triggers) -> String? {
        triggers.isEmpty ? nil : listed(triggers.map { self("check.trigger.\($0)") })
    }

    private func massages(_ sessions: [SessionRecord]) -> String? {
        guard let first = sessions.first else { return nil }
        if sessions.count > 1 { return counted("sessions", sessions.count) }
        return self("diary.told.massage", ["minutes": "\(first.minutes)"])
    }
}
