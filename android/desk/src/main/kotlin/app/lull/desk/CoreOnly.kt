package app.lull.desk

import app.lull.core.Action
import app.lull.core.Capabilities
import app.lull.core.CoreHost
import app.lull.core.Notice
import app.lull.core.WakeReason
import app.lull.ui.Reminders
import kotlinx.coroutines.flow.MutableStateFlow

/** Wakes the core and arms nothing: on a computer reminders are planned and not shown. */
internal class CoreOnly(
    private val host: CoreHost,
) : Reminders {
    override val notices = MutableStateFlow<List<Notice>>(listOf())

    override suspend fun wake(reason: WakeReason) {
        notices.value = host.ask { wake(reason, it, NOTHING_IN_THE_WAY).notices }
    }

    override fun answeredOnScreen(answer: Action) {
        // none stands anywhere
    }

    override suspend fun acknowledge() {
        host.ask { acknowledgeNotices() }
        wake(WakeReason.TAP)
    }

    private companion object {
        val NOTHING_IN_THE_WAY = Capabilities(exactAlarms = true, notifications = true, slots = 500u)
    }
}
