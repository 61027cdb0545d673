package app.lull.ui.settings

import app.lull.core.ApiException
import app.lull.core.CoreHost
import app.lull.core.Offers
import app.lull.core.Settings
import app.lull.core.WakeReason
import app.lull.core.offers
import app.lull.ui.Own
import app.lull.ui.Phone
import app.lull.ui.Visited
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock

/** Everything about reminders and massages that can be set. */
data class SettingsState(
    /** Absent until they were read. */
    val settings: Settings? = null,
    /** What can be picked with one tap; there with the settings. */
    val offers: Offers? = null,
    /** What is set for this phone alone; absent until it was read. */
    val own: Own? = null,
    val trouble: ApiException? = null,
)

/** What a tap on the settings asks for. */
sealed interface SettingsTap {
    data object Look : SettingsTap

    data object Leave : SettingsTap

    /** Made of what is kept at that moment, so that two quick taps are both kept. */
    class Change(
        val changed: (Settings) -> Settings,
    ) : SettingsTap

    /** The same, of what is this phone's own. */
    class ChangeOwn(
        val changed: (Own) -> Own,
    ) : SettingsTap
}

/** Reads the settings and keeps every change at once. */
class SettingsPresenter(
    private val scope: CoroutineScope,
    private val host: CoreHost,
    private val phone: Phone,
    private val leave: () -> Unit,
) : Visited {
    private val shown = MutableStateFlow(SettingsState())
    val state: StateFlow<SettingsState> = shown.asStateFlow()

    /** Taps are kept one after the other, in the order they were made. */
    private val turn = Mutex()

    override fun look() = change { it }

    fun tap(tap: SettingsTap) {
        when (tap) {
            SettingsTap.Look -> look()
            SettingsTap.Leave -> leave()
            is SettingsTap.Change -> change(tap.changed)
            is SettingsTap.ChangeOwn -> inTurn { phone.own.run { keep(tap.changed(read())) } }
        }
    }

    private fun change(changed: (Settings) -> Settings) =
        inTurn {
            val (before, after) = host.ask { settings().let { it to changed(it) } }
            if (after != before && host.ask { saveSettings(after) }.schedule) phone.reminders.wake(WakeReason.TAP)
            val offers = host.ask { offers() }
            shown.update { it.copy(settings = after, offers = offers) }
        }

    private fun inTurn(what: suspend () -> Unit) {
        scope.launch {
            turn.withLock {
                val trouble =
                    try {
                        what()
                        null
                    } catch (trouble: ApiException) {
                        trouble
                    }
                val own = phone.own.read()
                shown.update { it.copy(own = own, trouble = trouble) }
            }
        }
    }
}
