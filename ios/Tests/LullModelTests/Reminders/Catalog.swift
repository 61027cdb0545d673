import Foundation
import LullCore

@testable import LullModel

/// The String Catalog as it lies in the package: Linux has nobody to compile it.
struct Catalog: Decodable, Sendable {
    struct Entry: Decodable, Sendable {
        struct Localization: Decodable, Sendable {
            struct Unit: Decodable, Sendable { let value: String }
            let stringUnit: Unit
        }
        let localizations: [String: Localization]
    }
    let strings: [String: Entry]

    static let reminders: Catalog = {
        let file = Bundle.module.url(forResource: "Reminder", withExtension: "xcstrings")
        do {
            guard let file else { fatalError("no catalog") }
            return try JSONDecoder().decode(Catalog.self, from: Data(contentsOf: file))
        } catch {
            fatalError("the catalog cannot be read: \(error)")
        }
    }()

    func text(_ key: String, _ language: String) -> String? {
        strings[key]?.localizations[language]?.stringUnit.value
    }
}

extension CatalogWords {
    static let english = words("en", "en_GB")
    static let american = words("en", "en_US")
    static let german = words("de", "de_DE")

    private static func words(_ language: String, _ locale: String) -> CatalogWords {
        CatalogWords(locale: Locale(identifier: locale)) { Catalog.reminders.text($0, language) ?? $0 }
    }
}
