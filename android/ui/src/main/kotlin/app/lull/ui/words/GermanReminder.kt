package app.lull.ui.words

import app.lull.core.Action
import app.lull.core.Message

internal object GermanReminder : ReminderWords {
    override val hidden = "Lull: eine Erinnerung"
    override val unlock = "Entsperren Sie das Telefon, um sie zu sehen."
    override val test = "Probe: Erinnerungen kommen an"
    override val testText = "So kommt eine Erinnerung an. Es gibt nichts zu tun."
    override val trouble = "Lull braucht Ihre Aufmerksamkeit"
    override val startOnScreen = "Tippen Sie, um die Massage auf dem Bildschirm zu starten"

    override fun title(message: Message) =
        when (message.key) {
            "reminder.evening", "reminder.evening_late", "reminder.repeat" -> "Ihre Beine könnten bald unruhig werden"
            "reminder.pre_notice" -> "Bald eine Massage"
            "reminder.top_up" -> "Licht aus: eine kurze Massage?"
            "reminder.morning_log" -> "Wie war Ihre Nacht?"
            "reminder.safety_net" -> "Zeit für Ihre Massage?"
            "reminder.open_app" -> "Bitte öffnen Sie Lull"
            else -> hidden
        }

    override fun text(
        message: Message,
        times: Times,
    ): String {
        val said = Said(message, times)
        return when (message.key) {
            "reminder.evening" -> "Erwartet gegen ${said["onset"]}."
            "reminder.evening_late" -> "Erwartet gegen ${said["onset"]}. Diese Erinnerung war um ${said["original"]} fällig."
            "reminder.repeat" -> "Erwartet gegen ${said["onset"]}. Zuerst gesagt um ${said["original"]}."
            "reminder.pre_notice" -> "Die Erinnerung kommt in ${said["minutes"]} Minuten, um ${said["time"]}."
            "reminder.top_up" -> "Sie gehen gegen ${said["bedtime"]} ins Bett."
            "reminder.morning_log" -> "Zwanzig Sekunden zu ${said["night"]} machen die Erinnerung von heute besser."
            "reminder.safety_net" -> "Lull wurde länger nicht geöffnet und kennt nur die Zeit, die Sie gewählt haben: ${said["time"]}."
            "reminder.open_app" -> "Erinnerungen reichen bis ${said["last"]}. Wenn Sie Lull öffnen, geht es weiter."
            else -> ""
        }
    }

    override fun answer(action: Action) =
        when (action) {
            is Action.Start -> "Starten"
            is Action.Snooze -> "In ${action.minutes} Min."
            is Action.SkipTonight -> "Heute nicht"
            is Action.AlreadyStarted -> "Hat begonnen"
            is Action.Log -> "Eintragen"
            is Action.OpenApp -> "Öffnen"
            is Action.Dismiss -> "Schließen"
        }
}
