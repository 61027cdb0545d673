package app.lull.ui.words

import app.lull.core.SessionEvent
import app.lull.core.SessionView

/** The words of a running session. */
interface SessionWords {
    val title: String
    val starting: String
    val stop: String
    val stopping: String
    val pause: String
    val resume: String
    val softer: String
    val louder: String
    val done: String
    val whatHappened: String

    /** Others sleep meanwhile. */
    val quiet: String

    /** The step under way. */
    fun step(view: SessionView): String

    fun left(countdown: String): String

    fun endsAt(time: String): String

    /** How strongly it turns, and how far that was seen: wanted, sent, acknowledged, observed. */
    fun level(view: SessionView): String

    /** The link, and what stops the massager without the phone. */
    fun device(
        view: SessionView,
        times: Times,
        zone: String,
    ): String

    /** How it ended and what is known of the motor; nothing while it runs. */
    fun end(view: SessionView): String?

    /** Something the person is told once; nothing where the screen itself shows it. */
    fun event(
        event: SessionEvent,
        times: Times,
        zone: String,
    ): String?
}
