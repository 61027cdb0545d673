package app.lull.ui.words

import app.lull.core.Action
import app.lull.core.Message

internal object EnglishReminder : ReminderWords {
    override val hidden = "Lull: a reminder"
    override val unlock = "Unlock the phone to see it."
    override val test = "Test: reminders come"
    override val testText = "This is how a reminder arrives. There is nothing to do."
    override val trouble = "Lull needs your attention"
    override val startOnScreen = "Tap to start the massage on the screen"

    override fun title(message: Message) =
        when (message.key) {
            "reminder.evening", "reminder.evening_late", "reminder.repeat" -> "Your legs may start soon"
            "reminder.pre_notice" -> "A massage soon"
            "reminder.top_up" -> "Lights out: a short massage?"
            "reminder.morning_log" -> "How was your night?"
            "reminder.safety_net" -> "Time for your massage?"
            "reminder.open_app" -> "Please open Lull"
            else -> hidden
        }

    override fun text(
        message: Message,
        times: Times,
    ): String {
        val said = Said(message, times)
        return when (message.key) {
            "reminder.evening" -> "Expected around ${said["onset"]}."
            "reminder.evening_late" -> "Expected around ${said["onset"]}. This reminder was due at ${said["original"]}."
            "reminder.repeat" -> "Expected around ${said["onset"]}. First told at ${said["original"]}."
            "reminder.pre_notice" -> "The reminder comes in ${said["minutes"]} minutes, at ${said["time"]}."
            "reminder.top_up" -> "You go to bed around ${said["bedtime"]}."
            "reminder.morning_log" -> "Twenty seconds about ${said["night"]} make tonight's reminder better."
            "reminder.safety_net" -> "Lull has not been opened for a while, so it only knows the time you chose: ${said["time"]}."
            "reminder.open_app" -> "Reminders are laid out up to ${said["last"]}. Opening Lull lays out the next ones."
            else -> ""
        }
    }

    override fun answer(action: Action) =
        when (action) {
            is Action.Start -> "Start"
            is Action.Snooze -> "In ${action.minutes} min"
            is Action.SkipTonight -> "Not tonight"
            is Action.AlreadyStarted -> "Already started"
            is Action.Log -> "Log"
            is Action.OpenApp -> "Open"
            is Action.Dismiss -> "Close"
        }
}
