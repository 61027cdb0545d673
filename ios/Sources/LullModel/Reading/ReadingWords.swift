import LullCore

extension Words {
    /// What a table was taken for, column by column, and what was assumed.
    func columns(_ guess: TableGuess, _ times: Times) -> [Line] {
        let columns = guess.columns.flatMap { column in
            let field = column.field.map { self("reading.field.\($0)") } ?? self("reading.notUsed")
            let example = column.example.isEmpty ? nil : self("reading.example", ["cell": column.example])
            return [Line(self("reading.column", ["header": column.header, "field": field]))]
                + (example.map { [Line($0, .quiet)] } ?? [])
        }
        return columns + remarks(guess).map { Line($0, .quiet) } + [range(guess, times)].compactMap { $0 }
    }

    func imported(_ imported: Imported) -> String {
        self(
            "reading.imported",
            [
                "nights": counted("nights", imported.nights), "added": "\(imported.added)",
                "changed": "\(imported.changed)", "unchanged": "\(imported.unchanged)",
                "sessions": counted("sessions", imported.sessionsAdded),
            ])
    }

    func merged(_ merged: Merged) -> String {
        let read = self(
            "reading.merged",
            [
                "nights": counted("nights", merged.nightsAdded), "changed": "\(merged.nightsChanged)",
                "kept": "\(merged.nightsKept)", "sessions": counted("sessions", merged.sessionsAdded),
            ])
        let reset = self("reading.deviceReset")
        return merged.deviceReset ? "\(read) \(reset)" : read
    }

    private func remarks(_ guess: TableGuess) -> [String] {
        [
            guess.assumedMinutes.map { self("reading.remarks.assumed", ["minutes": "\($0)"]) },
            guess.rounded > 0 ? counted("rounded", guess.rounded) : nil,
            guess.emptyRows > 0 ? self("reading.remarks.empty", ["rows": counted("rows", guess.emptyRows)]) : nil,
            guess.takenForUnknown > 0
                ? self("reading.remarks.unknown", ["rows": counted("rowsOf", guess.takenForUnknown)]) : nil,
        ].compactMap { $0 }
    }

    private func range(_ guess: TableGuess, _ times: Times) -> Line? {
        guard let first = guess.nights.first, let last = guess.nights.last else { return nil }
        let ends = ["from": times.night(first.entry.night), "to": times.night(last.entry.night)]
        return Line(self("reading.range", ends))
    }
}
