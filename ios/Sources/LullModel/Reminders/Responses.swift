import LullCore

/// What the person did with a notification.
public enum NotificationTap: Equatable, Sendable {
    /// Tapped it, not one of its buttons.
    case itself
    /// Cleared it.
    case cleared
    /// One of its buttons, by the answer it carries.
    case button(String)
}

/// Where a notification leads in the app.
public enum Door: Equatable, Sendable {
    case tonight
    /// Start the massage this reminder is for. It is answered once the massage has begun, and not before.
    case start(AlarmId)
    /// The massage that runs.
    case massage
    /// The log of the night it is about; absent: the one that waits to be logged.
    case morning
}

extension AppModel {
    /// Leads where a notification or an intent points.
    public func open(_ door: Door) async {
        switch door {
        case .tonight: await home()
        case .start(let reminder): await start(reminder: reminder)
        case .massage: await showSession()
        case .morning: await log()
        }
    }
}

extension Wakes {
    /// Tells the core, and says what the app shall open. Nothing for an answer given where the person is.
    public func respond(to id: String, _ tap: NotificationTap, offers: String) async -> Door? {
        // one that is no reminder, or that another Lull made: it opens the app
        guard isAlarm(id) else {
            await wake(on: .notificationResponse)
            return tap == .cleared ? nil : .tonight
        }
        guard let action = action(tap, offers: offers) else { return .tonight }
        // a start that is refused leaves the reminder where it is
        if action == .start { return .start(id) }
        await answered(id, action)
        return switch action {
        case .log: .morning
        case .openApp: .tonight
        case .start, .snooze, .skipTonight, .alreadyStarted, .dismiss: nil
        }
    }

    private func action(_ tap: NotificationTap, offers: String) -> Action? {
        switch tap {
        case .itself: NotificationCategory.id(offers, asksFor: .log) ? .log : .openApp
        case .cleared: .dismiss
        case .button(let carried): Action(carried: carried)
        }
    }
}
