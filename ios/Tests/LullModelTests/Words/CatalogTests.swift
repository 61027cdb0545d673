import Foundation
import LullCore
import Testing

@testable import LullModel

/// The String Catalogs, against the code that asks them and the core whose words they are.
@Suite
struct CatalogTests {
    private let entries: [String: StringCatalog.Entry]

    init() throws {
        let files = try files(in: "Sources/LullModel/Resources", suffix: ".xcstrings")
        entries = try files.reduce(into: [:]) { all, file in
            let catalog = try JSONDecoder().decode(StringCatalog.self, from: Data(contentsOf: file))
            for (key, entry) in catalog.strings {
                #expect(catalogName(of: key) == file.deletingPathExtension().lastPathComponent, "\(key)")
                all[key] = entry
            }
        }
    }

    @Test("both languages say everything, with the same arguments")
    func bothLanguages() throws {
        #expect(entries.count > 600)
        for (key, entry) in entries {
            let english = try #require(entry.localizations["en"], "\(key)")
            let german = try #require(entry.localizations["de"], "\(key)")
            #expect(places(english) == places(german), "\(key)")
            #expect(forms(english).count == forms(german).count, "\(key)")
            #expect((forms(english) + forms(german)).allSatisfy { !$0.isEmpty }, "\(key)")
        }
    }

    @Test("a number with its noun has one form for one and another for many")
    func plurals() {
        for (key, entry) in entries {
            for (language, localization) in entry.localizations {
                #expect((localization.variations != nil) == key.hasPrefix("counted."), "\(key) \(language)")
                guard let plural = localization.variations?.plural else { continue }
                #expect(Set(plural.keys) == ["one", "other"], "\(key) \(language)")
                #expect(plural["other"]?.stringUnit?.value.contains("%lld") == true, "\(key) \(language)")
            }
        }
    }

    @Test("no text promises to treat, and none names what brings symptoms on")
    func careful() throws {
        for (key, entry) in entries {
            let texts = entry.localizations.values.flatMap(forms)
            for text in texts {
                let claims = try text.all(#"\b(cures?|heals?|cause[sd]?|heilt|verursacht)\b"#)
                #expect(claims.isEmpty, "\(key): \(text)")
            }
        }
    }

    @Test("every key the code asks for is there, and every text is asked for")
    func used() throws {
        let asked = try patterns()
        #expect(asked.count > 300)
        for one in asked {
            let isThere = entries.keys.contains { one.matches($0) }
            #expect(isThere, "nothing for \(one.text)")
        }
        for key in entries.keys.sorted() {
            let isAsked = asked.contains { $0.matches(key) }
            #expect(isAsked, "nobody asks for \(key)")
        }
    }

    /// What a key says, by its forms.
    private func forms(_ text: StringCatalog.Localization) -> [String] {
        [text.stringUnit?.value].compactMap { $0 }
            + (text.variations?.plural.sorted { $0.key < $1.key }.compactMap(\.value.stringUnit?.value) ?? [])
    }

    private func places(_ text: StringCatalog.Localization) -> Set<String> {
        Set(forms(text).flatMap { (try? $0.all(#"\{(\w+)\}"#)) ?? [] })
    }

    /// A key in the code, where every part that is put together stands for any word.
    private struct Asked: Hashable {
        let text: String

        func matches(_ key: String) -> Bool {
            let (given, asked) = (key.split(separator: "."), text.split(separator: "."))
            return given.count == asked.count && zip(given, asked).allSatisfy { $0 == $1 || $1.contains("*") }
        }
    }

    private func patterns() throws -> Set<Asked> {
        let tables = Set(entries.keys.map { $0.prefix { $0 != "." } })
        let sources = try files(in: "Sources/LullModel", suffix: ".swift").map {
            try String(contentsOf: $0, encoding: .utf8)
        }
        let literals = try sources.flatMap { try $0.all(#""((?:[^"\\\n]|\\\((?:[^()]|\([^()]*\))*\))+)""#) }
        let dotted = literals.filter { $0.contains(".") }.map { key in
            key.replacingOccurrences(of: #"\\\((?:[^()]|\([^()]*\))*\)"#, with: "*", options: .regularExpression)
        }
        let counted = try sources.flatMap {
            try $0.all(#"counted\((?:[^"()]*\? )?"(\w+)""#) + $0.all(#"counted\([^"()]*\? "\w+" : "(\w+)""#)
        }.map { "counted.\($0)" }
        return Set(
            (dotted + counted + derived).map { Asked(text: $0) }.filter { asked in
                tables.contains(asked.text.prefix { $0 != "." })
            })
    }

    /// Keys that the core names, and fields that a view names.
    private var derived: [String] {
        let notices = [
            "alarm_refused", "background_restricted", "diary_damaged", "exact_alarms_off", "extras_short",
            "force_stopped", "horizon_short", "notifications_off", "reminder_missed", "session_interrupted",
            "zone_changed",
        ].map { "notice.\($0)" }
        let reminders = [
            "evening", "evening_late", "repeat", "pre_notice", "top_up", "morning_log", "safety_net", "open_app",
        ].flatMap { ["reminder.\($0).title", "reminder.\($0).body"] }
        let interrupted = ["stops_by", "never_ran", "unseen"].map { "notice.session_interrupted.\($0)" }
        return notices + reminders + interrupted + ["counted.nights", "counted.sessions"] + namedByViews
    }

    private var namedByViews: [String] {
        let fields = try? files(in: "Sources/LullUI", suffix: ".swift").flatMap { file in
            let source = try String(contentsOf: file, encoding: .utf8)
            let table = file.lastPathComponent == "HealthScreen.swift" ? "health" : "backup"
            return try source.all(#"model\.label\("(\w+)"\)"#).map { "\(table).\($0)" }
        }
        return fields ?? []
    }
}

/// Files of the package, wherever it lies.
func files(in folder: String, suffix: String) throws -> [URL] {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    let root = package.appending(path: folder)
    let found =
        FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    let wanted = found.filter { $0.lastPathComponent.hasSuffix(suffix) }
    try #require(!wanted.isEmpty, "no \(suffix) in \(root.path)")
    return wanted
}

extension String {
    /// The first group of every match.
    func all(_ pattern: String) throws -> [String] {
        let whole = NSRange(startIndex..., in: self)
        return try NSRegularExpression(pattern: pattern).matches(in: self, range: whole).compactMap { match in
            Range(match.range(at: 1), in: self).map { String(self[$0]) }
        }
    }
}
