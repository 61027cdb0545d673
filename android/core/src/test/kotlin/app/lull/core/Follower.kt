package app.lull.core

import kotlinx.coroutines.withTimeoutOrNull
import kotlin.test.fail

/** Follows a session and keeps what it heard, so that a failing test can show the evening. */
internal class Follower(
    private val session: SessionHandle,
) {
    val heard = mutableListOf<SessionEvent>()
    val views = mutableListOf<SessionView>()
    private val ahead = ArrayDeque<SessionEvent>()
    private var seen = 0uL
    private var over = false

    /** The next event of this kind; those before it are kept in [heard]. */
    suspend inline fun <reified E : SessionEvent> until(noinline wanted: (E) -> Boolean = { true }): E {
        while (true) {
            val event = next() ?: fail("the session ended without ${E::class.simpleName}\n$this")
            if (event is E && wanted(event)) return event
        }
    }

    /** Waits for a snapshot like this; events told meanwhile stay to be heard. */
    suspend fun untilSeen(
        what: String,
        wanted: (SessionView) -> Boolean,
    ) {
        while (views.lastOrNull()?.let(wanted) != true) {
            if (over) fail("the session ended without $what\n$this")
            pull()
        }
    }

    /** Listens to the end and says how it was. */
    suspend fun toTheEnd(): SessionEvent.Ended {
        var last: SessionEvent? = null
        while (true) last = next() ?: break
        return last as? SessionEvent.Ended ?: heard.lastOrNull() as? SessionEvent.Ended ?: fail("no end was told\n$this")
    }

    suspend fun next(): SessionEvent? {
        while (ahead.isEmpty() && !over) pull()
        return ahead.removeFirstOrNull()?.also { heard += it }
    }

    private suspend fun pull() {
        val pulled = withTimeoutOrNull(PATIENCE_MS) { Pulled(session.nextUpdate(seen)) } ?: fail("nothing new\n$this")
        val update = pulled.update
        if (update == null) {
            over = true
            return
        }
        seen = update.number
        views += update.view
        ahead += update.events
    }

    override fun toString() = "heard: ${heard.map { it.name() }}\nstands: ${views.lastOrNull()}"

    private class Pulled(
        val update: Update?,
    )
}

/** Objects among the generated variants have no text of their own. */
internal fun SessionEvent.name() = if (this is SessionEvent.StepBegan) "StepBegan($index)" else javaClass.simpleName
