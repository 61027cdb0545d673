import Foundation
import LullCore

/// The day before a night, and whatever else the person wants to say, in their own words.
extension MorningModel {
    public var daytime: Question? {
        morning.map { morning in
            let choices = Daytime.all.map { ($0, words("night.daytime.\($0)")) }
            return question("night.daytime", choices, morning.entry.details?.daytime) { .daytime(daytime: $0) }
        }
    }

    public var sleepiness: Question? {
        morning.map { morning in
            points("night.sleepiness", ends: "night.sleepinessEnds", morning.entry.details?.sleepiness) {
                .sleepiness(sleepiness: $0)
            }
        }
    }

    public var mood: Question? {
        morning.map { morning in
            points("night.mood", ends: "night.moodEnds", morning.entry.details?.mood) { .mood(mood: $0) }
        }
    }

    public var triggersTitle: String { words("night.triggers") }

    /// What may go with better or worse nights; then that there was nothing of it.
    public var triggers: [Tick] {
        guard let morning else { return [] }
        let said = morning.entry.details?.triggers
        let ticks = Trigger.all.map { trigger in
            let isOn = said?.contains(trigger) ?? false
            return Tick(label: words("check.trigger.\(trigger)"), isOn: isOn) { [self] in
                await answer(.trigger(trigger: trigger, present: !isOn))
            }
        }
        let isNone = said?.isEmpty ?? false
        let none = Tick(label: words("night.noTriggers"), isOn: isNone) { [self] in
            await answer(.noTriggers(none: !isNone))
        }
        return ticks + [none]
    }

    public var noteLabel: String { words("night.note") }

    public var keepNote: Control {
        let written = note.trimmingCharacters(in: .whitespacesAndNewlines)
        return Control(words("night.keepNote"), isEnabled: written != morning?.entry.note) { [self] in
            await answer(.note(note: written))
        }
    }

    public var tagsLabel: String { words("night.tags") }

    public var keepTags: Control {
        let written = tags.split { $0 == "," || $0.isNewline }.map { String($0).trimmed }.filter { !$0.isEmpty }
        let isNew = Set(written) != Set(morning?.entry.tags ?? [])
        return Control(words("night.keepTags"), isEnabled: isNew) { [self] in await answer(.tags(tags: written)) }
    }
}

extension Entry {
    var tags: Tags { details?.tags ?? [] }
}
