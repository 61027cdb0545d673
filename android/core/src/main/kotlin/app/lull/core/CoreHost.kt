package app.lull.core

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext

/** What the phone's clocks show. The core never reads one: every call that needs the time is handed a moment. */
fun interface PhoneClock {
    fun now(): Moment
}

/**
 * Opens the core once and keeps every call to it off the main thread.
 *
 * An opening that failed is tried again at the next call: the person may have freed space meanwhile.
 */
class CoreHost(
    private val config: AppConfig,
    private val clock: PhoneClock,
    private val background: CoroutineDispatcher = Dispatchers.IO,
) {
    private val opening = Mutex()

    @Volatile
    private var opened: App? = null

    /** The open core. */
    suspend fun app(): App = opened ?: opening.withLock { opened ?: open().also { opened = it } }

    /** Asks the core something, at this moment. */
    suspend fun <T> ask(question: App.(Moment) -> T): T {
        val app = app()
        return withContext(background) { app.question(clock.now()) }
    }

    // Not cancellable: an app opened for a caller that has gone would be held by nobody.
    private suspend fun open(): App = withContext(NonCancellable + background) { App.open(config) }
}
