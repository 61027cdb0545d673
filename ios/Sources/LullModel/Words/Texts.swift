import Foundation
import LullCore

/// Where the texts of one language come from.
protocol Texts: Sendable {
    func text(_ key: String) -> String?
    /// The form that goes with the number, the number in it.
    func text(_ key: String, count: Int) -> String?
}

/// Xcode compiles String Catalogs into the app. SwiftPM alone, as on Linux, leaves them as they are: then they are read here.
func textsOfThisBuild(_ language: Language) -> any Texts {
    CatalogTexts.of(language) ?? CompiledTexts()
}

/// The name of the catalog a key is in: `tonight.title` is in `Tonight`.
func catalogName(of key: String) -> String {
    key.prefix { $0 != "." }.capitalized
}

/// Texts that Xcode has compiled. Which language, and which form for a number, the system knows.
struct CompiledTexts: Texts {
    func text(_ key: String) -> String? {
        let missing = "\u{0}"
        let found = Bundle.module.localizedString(forKey: key, value: missing, table: catalogName(of: key))
        return found == missing ? nil : found
    }

    func text(_ key: String, count: Int) -> String? {
        text(key).map { String.localizedStringWithFormat($0, count) }
    }
}
