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

/// How the screens are lit: as the person chose, but for a massage during which others sleep.
@MainActor
@Observable
public final class LightModel {
    /// The person's choice.
    public private(set) var light: Light

    @ObservationIgnored private let words: Words
    @ObservationIgnored private let store: any LightStore
    @ObservationIgnored private let isQuiet: @MainActor () -> Bool

    /// `isQuiet`: whether the screen that is shown has to be as dark as can be.
    init(_ words: Words, store: any LightStore, isQuiet: @escaping @MainActor () -> Bool = { false }) {
        self.words = words
        self.store = store
        self.isQuiet = isQuiet
        light = store.light() ?? .system
    }

    /// What the screens are lit with now.
    public var shown: Light { isQuiet() ? .red : light }

    public var question: Question {
        let choices = Light.allCases.map { ($0, words("light.\($0.rawValue)")) }
        return Question(words("light.title"), choices, chosen: light, ends: words("light.about"), words: words) {
            [self] light in
            self.light = light
            store.keep(light)
        }
    }
}
