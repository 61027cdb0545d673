package app.lull.ui.words

import app.lull.core.Arg
import app.lull.core.Message

/** The arguments of a message as text. The core types them; only their look is made here. */
internal class Said(
    private val message: Message,
    private val times: Times,
) {
    fun isTime(name: String): Boolean = message.args[name] is Arg.Time

    operator fun get(name: String): String =
        when (val arg = message.args[name]) {
            is Arg.Time -> times.time(arg.v1)
            is Arg.Minutes -> arg.v1.toString()
            is Arg.Count -> arg.v1.toString()
            is Arg.Night -> times.night(arg.v1)
            is Arg.Word -> arg.v1
            null -> error("the message ${message.key} has no argument $name")
        }
}
