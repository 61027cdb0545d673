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
        await say(step)
    }

    private func tell(_ event: SessionEvent) async {
        if let text = words.event(event, times, zone: zone) { await say(text) }
        if case .ended(let reason, let stopped) = event {
            await say("\(words.ended(reason)) \(words("session.stopped.\(stopped)"))")
        }
        switch event {
        case .linkLost, .stopNotConfirmed, .stillRuns, .onButNothingRuns: await shell.phone.haptics.tell(.warning)
        case .ended: await shell.phone.haptics.tell(.done)
        default: break
        }
    }
}
