package app.lull.ui

import app.lull.core.Action
import app.lull.core.Notice
import app.lull.core.WakeReason
import kotlinx.coroutines.flow.StateFlow

/** What makes the phone's alarms match the core's schedule. On a computer there are none, and only the core is woken. */
interface Reminders {
    /** What the person should know, from the newest wake. */
    val notices: StateFlow<List<Notice>>

    /** Lets the core plan anew. */
    suspend fun wake(reason: WakeReason)

    /** The core has this answer from a screen: a reminder that still stands and asks for it is taken back. */
    fun answeredOnScreen(answer: Action)

    /** The person has read the notices that are told once. */
    suspend fun acknowledge()
}
