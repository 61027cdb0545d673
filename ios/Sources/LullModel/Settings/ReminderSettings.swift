import LullCore

extension SettingsModel {
    func evening(_ settings: Settings) -> SettingsPart {
        let none: (UInt16?, String) = (nil, words("settings.no"))
        let offers = shell.offers
        let notices = offers?.preNoticeMinutes ?? []
        let leads = minutes(offers?.leadMinutes ?? [], settings.leadMinutes)
        let announced = [none] + minutes(notices, settings.reminders.preNoticeMinutes).map { ($0.0, $0.1) }
        return SettingsPart(
            words("settings.evening"),
            [
                tick(words("settings.remind"), settings.reminders.evening) { $0.reminders.evening.toggle() },
                choose(words("settings.lead"), leads, settings.leadMinutes) { $0.leadMinutes = $1 },
                time("settings.earliest", settings.window.earliest) { settings, time in
                    if let time { settings.window.earliest = time }
                },
                time("settings.latest", settings.window.latest) { settings, time in
                    if let time { settings.window.latest = time }
                },
                time("settings.pinned", settings.pinned, unless: "settings.byPlan") { $0.pinned = $1 },
                choose(words("settings.announce"), announced, settings.reminders.preNoticeMinutes) {
                    $0.reminders.preNoticeMinutes = $1
                },
            ])
    }

    /// What happens when nobody answers.
    func repeating(_ reminders: Reminders) -> SettingsPart {
        let offers = shell.offers
        let again = offers.map { Array(0...$0.repeatsUpTo) } ?? []
        let times = shell.offered(again, reminders.`repeat`.most).map { most in
            (most, most == 0 ? words("settings.notAgain") : words.counted("again", most))
        }
        let swipes: [(Swipe, String)] = [
            (.snooze, words("settings.swipe.snooze")), (.quiet, words("settings.swipe.quiet")),
        ]
        let between = reminders.`repeat`.everyMinutes
        return SettingsPart(
            words("settings.repeating"),
            [
                choose(words("settings.again"), times, reminders.`repeat`.most) { $0.reminders.`repeat`.most = $1 },
                choose(words("settings.every"), minutes(offers?.repeatEveryMinutes ?? [], between), between) {
                    $0.reminders.`repeat`.everyMinutes = $1
                },
                choose(words("settings.swiped"), swipes, reminders.swipe) { $0.reminders.swipe = $1 },
            ])
    }

    func others(_ settings: Settings) -> SettingsPart {
        let reminders = settings.reminders
        var items = [
            tick(words("settings.topUp"), reminders.topUp) { $0.reminders.topUp.toggle() },
            tick(words("settings.morningLog"), settings.morningLog) { $0.morningLog.toggle() },
            tick(words("settings.safetyNet"), reminders.safetyNet) { $0.reminders.safetyNet.toggle() },
        ]
        if reminders.safetyNet {
            items.append(
                time("settings.fallback", reminders.fallback, unless: "settings.asUsual") { $0.reminders.fallback = $1 }
            )
        }
        items.append(tick(words("settings.openApp"), reminders.openApp) { $0.reminders.openApp.toggle() })
        return SettingsPart(words("settings.others"), items)
    }

    func quiet(_ reminders: Reminders) -> SettingsPart {
        SettingsPart(
            words("settings.quiet"),
            Weekday.all.map { day in
                tick(words("settings.day.\(day)"), reminders.quietEvenings.contains(day)) {
                    $0.reminders.quietEvenings = $0.reminders.quietEvenings.toggled(day)
                }
            })
    }

    func journey(_ reminders: Reminders) -> SettingsPart {
        let travels: [Travel] = [.ask, .followLocal, .keepHome]
        let choices = travels.map { ($0, words("settings.travel.\($0)")) }
        return SettingsPart(
            words("settings.abroad"),
            [choose(words("settings.journey"), choices, reminders.travel) { $0.reminders.travel = $1 }])
    }
}
