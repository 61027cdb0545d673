package app.lull.phone

import android.app.Application
import android.content.Context
import app.lull.core.AppConfig
import app.lull.core.CoreHost
import app.lull.core.PhoneClock
import app.lull.phone.alarms.AlarmReconciler
import app.lull.phone.alarms.Wakes
import app.lull.phone.copies.BackupCopies
import app.lull.phone.notices.Channels
import app.lull.phone.notices.ReminderNotifications
import app.lull.phone.notices.SessionNotifications
import app.lull.phone.ports.PhoneBonds
import app.lull.phone.ports.PhoneFiles
import app.lull.phone.ports.PhoneOwn
import app.lull.phone.ports.PhonePairing
import app.lull.phone.ports.PhonePrinting
import app.lull.phone.ports.PhoneReadiness
import app.lull.phone.quick.TonightWidget.Companion.drawWidgets
import app.lull.ui.LullPresenter
import app.lull.ui.Phone
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.asCoroutineDispatcher

/**
 * The process, and everything in it that lives as long.
 *
 * It also starts before the phone was unlocked for the first time, when the diary cannot be read yet: so nothing here opens
 * the core before somebody asks it something.
 */
abstract class LullApplication : Application() {
    /** What draws. */
    abstract val screens: Screens

    protected open val clock: PhoneClock = Clocks
    protected open val background: CoroutineDispatcher = Dispatchers.IO
    protected open val main: CoroutineDispatcher by lazy { mainExecutor.asCoroutineDispatcher() }

    protected open fun config() = AppConfig(filesDir.resolve("diary").path, bluetooth = true)

    /** Work that ends with the process alone. What is shown changes on the main thread only. */
    val scope by lazy { CoroutineScope(SupervisorJob() + main) }
    val host by lazy { CoreHost(config(), { clock.now() }, background) }
    val settings by lazy { PhoneSettings(this) }
    val reminders by lazy { ReminderNotifications(this) }
    val sessions by lazy { SessionNotifications(this) }
    val alarms by lazy { AlarmReconciler(this) }
    val copies by lazy { BackupCopies(this, background) }
    val wakes by lazy { Wakes(host, alarms, reminders, PhoneCapabilities(this), ::planned) }

    /** The screens' state: it outlives every Activity, so that turning the phone starts nothing twice. */
    val lull by lazy { LullPresenter(scope, host, phone).also(keepsSessionAlive::watch) }
    private val phone by lazy {
        Phone(wakes, PhoneReadiness(this), PhoneBonds(this), PhonePairing(this), files, files, PhonePrinting(this), PhoneOwn(this), copies)
    }
    private val files by lazy { PhoneFiles(this) }
    val keepsSessionAlive by lazy { KeepsSessionAlive(this) }

    /** After every wake: what shows the plan, and what the wake may have made. */
    private suspend fun planned() {
        drawWidgets()
        copies.afterWake()
    }

    /** The window, while it can be seen: what asks the person something needs it. */
    var window: MainActivity? = null

    fun now() = clock.now()

    override fun onCreate() {
        super.onCreate()
        Channels.create(this)
    }
}

/** The one application behind every component. */
val Context.lull: LullApplication get() = applicationContext as LullApplication
