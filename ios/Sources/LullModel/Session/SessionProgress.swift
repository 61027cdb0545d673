import LullCore

extension SessionModel {
    /// Before the first snapshot.
    public var starting: String? { view == nil && trouble == nil ? words("session.starting") : nil }

    /// The stage, or the step that runs.
    public var step: String? { view.map { words.step($0) } }

    /// How the stretch is done that runs.
    public var how: String? {
        guard case .stretch(let exercise)? = view?.step, !isOver else { return nil }
        return words("stretch.\(exercise).how")
    }

    /// How it looks.
    public var drawing: Drawing? {
        guard case .stretch(let exercise)? = view?.step, !isOver else { return nil }
        return stretches.first { $0.exercise == exercise }.map { Drawing($0, words) }
    }

    public var timeLeft: String? {
        guard let view, !isOver else { return nil }
        return words("session.left", ["countdown": times.countdown(view.remaining)])
    }

    /// From 0 to 1; the countdown says it in words.
    public var progress: Double {
        guard let view, view.elapsed + view.remaining > 0 else { return 0 }
        return view.elapsed / (view.elapsed + view.remaining)
    }

    /// What is known of the massager now, or how it ended.
    public var lines: [Line] {
        guard let view else { return [] }
        if case .ended(let reason, let stopped) = view.stage {
            return [Line(words.ended(reason)), Line(words("session.stopped.\(stopped)"), .strong)]
        }
        return [
            Line(words("session.endsAt", ["time": times.time(view.endsAt, zone: zone)]), .quiet),
            Line(words.level(view.level)),
            Line(words.device(view, times, zone: zone), .quiet),
        ]
    }

    /// Why the screen is dim red, and nothing is heard.
    public var quietly: String? { isQuiet && !isOver ? words("session.quiet") : nil }

    /// Swiped away, Lull is gone, and the link with it. Where there is none, and once it is over, that does not matter.
    public var stayOpen: String? {
        guard let view, let failSafe = view.failSafe, view.link != .noRadio, !isOver else { return nil }
        return words(failSafe == .nothing ? "session.stayOpenForGood" : "session.stayOpen")
    }

    /// What the person was told and the snapshot does not show.
    public var told: [String] { events.compactMap { words.event($0, times, zone: zone) } }

    public var whatHappened: String? { told.isEmpty ? nil : words("session.whatHappened") }
}
