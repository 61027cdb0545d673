import Foundation
import LullCore

/// Everything the app says, in the person's language. The texts are in the String Catalogs; what is said, and when, the
/// core has decided.
///
/// A key's first part names its catalog. A place for an argument is written by its name, as in `{onset}`, so that every
/// language can put it where it belongs; a number with its noun comes from `counted`, which knows one and many.
public struct Words: Sendable {
    /// In which the core writes whole pages.
    public let language: Language
    private let texts: any Texts

    init(language: Language, texts: any Texts) {
        self.language = language
        self.texts = texts
    }

    /// The words of the phone's own language, or of the one that is asked for.
    public init(_ language: Language? = nil) {
        let phones: Language = Bundle.module.preferredLocalizations.first?.hasPrefix("de") == true ? .de : .en
        self.init(language: language ?? phones, texts: textsOfThisBuild(language ?? phones))
    }

    /// A text with its arguments. A key that is not there is shown as it is; a test sees to it that none is missing.
    public func callAsFunction(_ key: String, _ args: [String: String] = [:]) -> String {
        filled(texts.text(key) ?? key, args)
    }

    /// A number with its noun: 1 night, 2 nights.
    public func counted(_ noun: String, _ number: some BinaryInteger) -> String {
        texts.text("counted.\(noun)", count: Int(number)) ?? "\(number)"
    }

    func has(_ key: String) -> Bool { texts.text(key) != nil }

    /// A core message in words. `part` names one of several texts that belong to one message.
    public func message(_ message: Message, part: String? = nil, _ times: Times) -> String {
        let said = message.args.reduce(into: [:]) { $0[$1.key] = argument($1.key, $1.value, times) }
        return self([message.key, part].compactMap { $0 }.joined(separator: "."), said)
    }

    /// Several short facts in one line.
    func joined(_ facts: [String?]) -> String { facts.compactMap { $0 }.joined(separator: " · ") }

    /// The core types its arguments; only their look is made here.
    func argument(_ name: String, _ arg: Arg, _ times: Times) -> String {
        switch arg {
        case .time(let time): times.time(time)
        case .minutes(let minutes): "\(minutes)"
        case .count(let count): texts.text("counted.\(name)", count: Int(count)) ?? "\(count)"
        case .night(let night): times.night(night)
        case .word(let word): word
        }
    }

    /// In one pass: what an argument says is never taken for a place.
    private func filled(_ text: String, _ args: [String: String]) -> String {
        var (filled, rest) = ("", text[...])
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = String(rest[rest.index(after: open)..<close])
            filled += rest[..<open] + (args[name] ?? "{\(name)}")
            rest = rest[rest.index(after: close)...]
        }
        return filled + rest
    }
}
