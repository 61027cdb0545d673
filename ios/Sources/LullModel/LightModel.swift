import Observation

/// How the screen is lit.
public enum Light: String, CaseIterable, Sendable {
    /// Light or dark, as the phone is.
    case system
    /// True black, for the evening.
    case night
    /// True black and dim red only: it disturbs eyes that are used to the dark the least.
    case red
}

/// Where the phone keeps the choice; it is the phone's, not the diary's.
public protocol LightStore: Sendable {
    func light() -> Light?
    func keep(_ light: Light)
}

@MainActor
@Observable
public final class LightModel {
    public private(set) var light: Light

    @ObservationIgnored private let words: Words
    @ObservationIgnored private let store: any LightStore

    init(_ words: Words, store: any LightStore) {
        self.words = words
        self.store = store
        light = store.light() ?? .system
    }

    public var question: Question {
        let choices = Light.allCases.map { ($0, words("light.\($0.rawValue)")) }
        return Question(words("light.title"), choices, chosen: light, ends: words("light.about"), words: words) {
            [self] light in
            self.light = light
            store.keep(light)
        }
    }
}
