package app.lull.ui.words

import app.lull.core.Action
import app.lull.core.Message
import app.lull.core.Night

/** The words of a reminder, also where the screens are not there: on a notification. */
interface ReminderWords {
    /** All that anybody may read on a locked phone. */
    val hidden: String

    /** The phone restarted and was not unlocked yet. */
    val unlock: String
    val trouble: String

    /** A reminder that the person asked for to see whether reminders come. */
    val test: String
    val testText: String

    /** A massage cannot be started in the background. */
    val startOnScreen: String

    fun title(message: Message): String

    fun text(
        message: Message,
        times: Times,
    ): String

    fun answer(action: Action): String
}

/** The night a message is about, where it is about one. */
val Message.night: Night? get() = (args["night"] as? app.lull.core.Arg.Night)?.v1
