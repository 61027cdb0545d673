import Foundation
import LullCore

/// Texts read from String Catalogs that nobody has compiled.
struct CatalogTexts: Texts {
    private let texts: [String: StringCatalog.Localization]

    /// `nil` where Xcode has compiled the catalogs: then they are not in the bundle any more.
    static func of(_ language: Language) -> CatalogTexts? {
        let files = Bundle.module.paths(forResourcesOfType: "xcstrings", inDirectory: nil)
        guard !files.isEmpty else { return nil }
        let catalogs = files.compactMap { path in
            try? JSONDecoder().decode(StringCatalog.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
        }
        let code = language == .de ? "de" : "en"
        return CatalogTexts(
            texts: catalogs.reduce(into: [:]) { all, catalog in
                for (key, entry) in catalog.strings { all[key] = entry.localizations[code] }
            })
    }

    func text(_ key: String) -> String? {
        texts[key].flatMap { $0.stringUnit?.value }
    }

    func text(_ key: String, count: Int) -> String? {
        // English and German have the same two forms (CLDR plural rules of whole numbers).
        let form = texts[key]?.variations?.plural[count == 1 ? "one" : "other"]
        return form?.stringUnit?.value.replacingOccurrences(of: "%lld", with: "\(count)")
    }
}

/// A String StringCatalog as Xcode writes it; what of it is used here.
struct StringCatalog: Decodable {
    let sourceLanguage: String
    let strings: [String: Entry]

    struct Entry: Decodable {
        let localizations: [String: Localization]
    }

    struct Localization: Decodable {
        let stringUnit: Unit?
        let variations: Variations?
    }

    struct Unit: Decodable {
        let value: String
    }

    struct Variations: Decodable {
        let plural: [String: Form]
    }

    struct Form: Decodable {
        let stringUnit: Unit?
    }
}
