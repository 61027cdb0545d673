import Observation

/// The screens from the first one, which is always the beginning, to the one that is shown. The system's own way back (a
/// button, a swipe) and a model's lead through the same door: what is left hears of it, what is seen again is read anew.
@MainActor
@Observable
public final class Way {
    public var places: [Place] = [] {
        didSet { moved(from: oldValue) }
    }

    @ObservationIgnored private let first: Screen
    /// What the last move set off; a test waits for it.
    @ObservationIgnored private(set) var moving: Task<Void, Never>?

    init(first: Screen) { self.first = first }

    var shown: Screen { places.last?.screen ?? first }

    /// A place stands on the way once: a door may lead to where the person already is.
    func open(_ place: Place) async {
        places = places.filter { $0 != place } + [place]
        await moving?.value
    }

    /// What is shown is done with: the way back leads past it.
    func replace(with place: Place) async {
        places = places.dropLast().filter { $0 != place } + [place]
        await moving?.value
    }

    func back() async {
        guard !places.isEmpty else { return }
        places.removeLast()
        await moving?.value
    }

    func home() async {
        places = []
        await moving?.value
    }

    private func moved(from before: [Place]) {
        guard before != places else { return }
        let left = before.filter { !places.contains($0) }.reversed().map(\.screen)
        let (shown, earlier) = (shown, moving)
        moving = Task {
            await earlier?.value
            for screen in left { await screen.left() }
            await shown.look()
        }
    }
}
