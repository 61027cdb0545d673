import LullCore

/// Walks because of the legs: those that are kept, and one to be added.
extension MorningModel {
    public var walksTitle: String { words("night.walks") }

    public var walks: [Panel] {
        (morning?.entry.walks ?? []).enumerated().map { index, walk in
            let said = words.walk(walk, times)
            let label = words("night.removeWalk")
            let described = words("part.named", ["control": label, "of": said])
            let remove = Control(label, described: described) { [self] in
                await answer { .walks(walks: $0.walks.without(walk)) }
            }
            return Panel("walk \(index)", [Line(said)], controls: [remove])
        }
    }

    public var walkTime: TimeField {
        shell.time(
            words("night.walkTime"), newWalk.at, unless: words("morning.dontKnow"), start: morning?.onsetChoices.last
        ) { [self] time in newWalk.at = time }
    }

    public var walkMinutes: Question {
        let unknown: (UInt16?, String) = (nil, words("morning.dontKnow"))
        let offered = minutes(offers?.walkMinutes ?? []).map { (Optional($0.0), $0.1) }
        return Question(words("night.walkMinutes"), [unknown] + offered, chosen: newWalk.minutes, words: words) {
            [self] minutes in newWalk.minutes = minutes
        }
    }

    public var addWalk: Control {
        Control(words("night.addWalk")) { [self] in
            let walk = newWalk
            await answer { .walks(walks: $0.walks + [walk]) }
            if trouble == nil { newWalk = Walk(at: nil, minutes: nil) }
        }
    }
}

extension Entry {
    fileprivate var walks: [Walk] { details?.walks ?? [] }
}

extension Array where Element == Walk {
    /// Without one that is like it; none where it is gone already.
    fileprivate func without(_ walk: Walk) -> [Walk] {
        var left = self
        if let index = firstIndex(of: walk) { left.remove(at: index) }
        return left
    }
}
