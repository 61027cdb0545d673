import LullCore

extension Words {
    /// Which field cannot be kept as it is, why, and what would be possible.
    func invalid(_ field: String, _ reason: InvalidReason, line: UInt64?) -> String {
        let place = line.map { self("trouble.line", ["line": "\($0)"]) }
        return [place, known(field) ?? field, said(reason, of: field)].compactMap { $0 }.joined(separator: ": ")
    }

    /// A field no screen knows, as of a file that was written by hand, has no name but its own.
    private func known(_ field: String) -> String? {
        let key = "trouble.field.\(word(field))"
        return has(key) ? self(key) : nil
    }

    private func said(_ reason: InvalidReason, of field: String) -> String {
        switch reason {
        case .outOfRange(let min, let max, let got):
            self("trouble.reason.outOfRange", ["min": "\(min)", "max": "\(max)", "got": "\(got)"])
        case .notOneOf(let allowed, let got): self("trouble.reason.notOneOf", ["allowed": allowed, "got": got])
        case .notATime(let got): self("trouble.reason.notATime", ["got": got])
        case .notADate(let got): self("trouble.reason.notADate", ["got": got])
        case .notANumber(let got): self("trouble.reason.notANumber", ["got": got])
        case .unknownZone(let got): self("trouble.reason.unknownZone", ["got": got])
        case .inFuture(let latest, let got): self("trouble.reason.inFuture", ["latest": latest, "got": got])
        case .tooLong(let most, _): self("trouble.reason.tooLong", ["most": "\(most)"])
        case .forbiddenCharacter: self("trouble.reason.forbiddenCharacter")
        case .notUtf8: self("trouble.reason.notUtf8")
        case .missing: self("trouble.reason.missing")
        case .contradicts(let other):
            known(other).map { self("trouble.reason.contradicts", ["other": $0]) } ?? self("trouble.reason.notNow")
        case .malformed(_, let got): form(of: field) ?? self("trouble.reason.malformed", ["got": got])
        case .unknown(let got): self("trouble.reason.unknown", ["got": got])
        }
    }

    /// How a field is written that has a form of its own.
    private func form(of field: String) -> String? {
        let key = "trouble.form.\(word(field))"
        return has(key) ? self(key) : nil
    }

    /// The core names a part by what it belongs to: `window.earliest`.
    private func word(_ field: String) -> String { field.replacingOccurrences(of: ".", with: "_") }
}
