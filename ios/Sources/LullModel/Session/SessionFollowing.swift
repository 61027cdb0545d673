import LullCore

extension SessionModel {
    /// Shows what the session tells, from the update that was seen last to its end.
    func follow(_ session: SessionHandle) async {
        do {
            for try await update in UpdateStream(session, seen: seen) {
                (view, seen) = (update.view, update.number)
                events += update.events
                for event in update.events { await tell(event) }
                await sayStep()
            }
            await shell.phone.display.keepOn(false)
        } catch is CancellationError {
            // the screen left, or another session took its place
        } catch {
            await failed(error)
        }
    }

    private func sayStep() async {
        guard let step, step != said else { return }
        said = step
        if speaks { await say(step) }
        // of a stop that was asked for, the end is an answer too
        isAnswering = stopAsked
    }

    private func tell(_ event: SessionEvent) async {
        let asksForThePerson = (try? asksForThePerson(event: event)) ?? false
        if asksForThePerson { await shell.phone.haptics.tell(.warning) }
        if let text = words.event(event, times, zone: zone), asksForThePerson || speaks { await say(text) }
        guard case .ended(let reason, let stopped) = event else { return }
        if !isQuiet { await shell.phone.haptics.tell(.done) }
        if speaks { await say("\(words.ended(reason)) \(words("session.stopped.\(stopped)"))") }
    }

    /// A quiet massage says what a tap brought about, and by itself only what asks for the person.
    private var speaks: Bool { !isQuiet || isAnswering }
}
