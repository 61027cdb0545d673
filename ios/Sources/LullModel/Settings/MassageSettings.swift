import LullCore

extension SettingsModel {
    /// Evenings with other habits, such as those before a free day.
    func free(_ settings: Settings) -> SettingsPart {
        let free = settings.freeEvenings
        var items = Weekday.all.map { day in
            let label = words("settings.eveningOf", ["day": words("settings.day.\(day)")])
            return tick(label, free?.evenings.contains(day) ?? false) { $0.toggleFree(day) }
        }
        if let free {
            items += [
                time("settings.freeBedtime", free.bedtime) { settings, time in
                    if let time { settings.freeEvenings?.bedtime = time }
                },
                time("settings.freeRising", free.rising) { settings, time in
                    if let time { settings.freeEvenings?.rising = time }
                },
                time("settings.freeOnset", free.onset, unless: "settings.noOther") { $0.freeEvenings?.onset = $1 },
            ]
        }
        return SettingsPart(words("settings.free"), about: words("settings.freeAbout"), items)
    }

    func strength(_ settings: Settings) -> SettingsPart {
        let choices = shell.offered(shell.offers?.holdLevels ?? [], settings.holdLevel).map { level in
            (level, words("settings.percent", ["percent": "\(level)"]))
        }
        return SettingsPart(
            words("settings.massage"),
            [
                choose(
                    words("settings.strength"), choices, settings.holdLevel, ends: words("settings.strengthAbout")
                ) { $0.holdLevel = $1 }
            ])
    }
}

extension Settings {
    /// The first such evening begins with the habits of the others; without any there are none.
    fileprivate mutating func toggleFree(_ day: Weekday) {
        var free =
            freeEvenings ?? FreeEvenings(evenings: [], bedtime: usualBedtime, rising: usualRising, onset: nil)
        free.evenings = free.evenings.toggled(day)
        freeEvenings = free.evenings.isEmpty ? nil : free
    }
}
