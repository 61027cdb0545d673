import LullCore

extension SetupModel {
    public var safetyTitle: String { words("setup.safety") }
    public var safetyWhy: String { words("setup.safetyWhy") }

    /// What may speak against a massage; then that nothing does, or that a doctor agreed.
    public var safety: [Tick] {
        guard let settings else { return [] }
        let answered = settings.safety
        let conditions = Condition.all.map { condition in
            Tick(
                label: words("setup.condition.\(condition)"),
                isOn: answered?.conditions.contains(condition) ?? false
            ) { [self] in await answer { $0.conditions = $0.conditions.toggled(condition) } }
        }
        let none = Tick(label: words("setup.noneApplies"), isOn: answered?.conditions.isEmpty ?? false) { [self] in
            await answer { $0.conditions = [] }
        }
        guard let answered, !answered.conditions.isEmpty else { return conditions + [none] }
        let agreed = Tick(label: words("setup.doctorAgreed"), isOn: answered.doctorAgreed) { [self] in
            await answer { $0.doctorAgreed.toggle() }
        }
        return conditions + [none, agreed]
    }

    public var askDoctor: Warning? {
        guard case .askDoctorFirst? = gate else { return nil }
        return Warning(text: words("setup.askDoctor"), controls: [])
    }

    /// What the phone will ask, and why; the system asks only once.
    public var notificationsCard: Panel {
        let key =
            switch notifications {
            case .ok: "setup.notificationsAllowed"
            case .hinders: "setup.notificationsDenied"
            case .unknown: "setup.notificationsWhy"
            }
        let allow = Control(words("setup.notificationsAllow")) { [self] in
            await attempt { [self] in
                await shell.phone.readiness.askForNotifications()
                try await askPhone()
                try await wakeCore(.permissionChanged)
            }
        }
        return Panel(
            heading: words("setup.notifications"), [Line(words(key))], controls: notifications == .ok ? [] : [allow])
    }

    public var bluetoothCard: Panel {
        Panel(heading: words("setup.bluetooth"), [Line(words("setup.bluetoothWhy"))])
    }

    private func answer(_ answered: @escaping @Sendable (inout SafetyCheck) -> Void) async {
        await keep { settings, now in
            var check =
                settings.safety ?? SafetyCheck(answeredAt: now.at, conditions: [], doctorAgreed: false)
            answered(&check)
            check.answeredAt = now.at
            check.rehearsal = false
            settings.safety = check
        }
    }
}
