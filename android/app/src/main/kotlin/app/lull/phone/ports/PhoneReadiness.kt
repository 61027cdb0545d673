package app.lull.phone.ports

import android.app.ActivityManager
import android.app.AlarmManager
import android.app.NotificationManager
import android.content.ActivityNotFoundException
import android.content.Context
import android.content.Intent
import android.net.Uri
import android.os.Build
import android.os.PowerManager
import android.provider.Settings
import app.lull.phone.LullApplication
import app.lull.phone.Permissions
import app.lull.phone.alarms.TestReminder
import app.lull.phone.notices.Channels
import app.lull.phone.notices.SystemNotifications
import app.lull.phone.system
import app.lull.ui.Check
import app.lull.ui.CheckKind
import app.lull.ui.CheckState
import app.lull.ui.Readiness
import kotlinx.coroutines.flow.MutableStateFlow

/** What this phone says of itself, and the place in its settings where each thing is mended. */
class PhoneReadiness(
    private val lull: LullApplication,
    manufacturer: String = Build.MANUFACTURER,
) : Readiness {
    override val maker = MakerPages.maker(manufacturer)
    override val checks = MutableStateFlow<List<Check>>(listOf())

    override suspend fun look() {
        checks.value = CheckKind.entries.map { Check(it, state(it)) }
    }

    private fun state(kind: CheckKind): CheckState =
        when (kind) {
            CheckKind.NOTIFICATIONS -> told(SystemNotifications(lull).areShown(Channels.EVENING))
            CheckKind.EXACT_ALARMS -> told(lull.system<AlarmManager>().canScheduleExactAlarms())
            CheckKind.BACKGROUND -> told(!lull.system<ActivityManager>().isBackgroundRestricted)
            CheckKind.BATTERY -> told(lull.system<PowerManager>().isIgnoringBatteryOptimizations(lull.packageName))
            CheckKind.BLUETOOTH -> told(Permissions.mayUseBluetooth(lull))
            CheckKind.DO_NOT_DISTURB ->
                told(lull.system<NotificationManager>().currentInterruptionFilter == NotificationManager.INTERRUPTION_FILTER_ALL)
            // no system tells what its maker added
            CheckKind.MAKER -> CheckState.UNKNOWN
        }

    private fun told(isFine: Boolean) = if (isFine) CheckState.OK else CheckState.HINDERS

    /** A permission that can be asked for is asked for; everything else is one tap in the system's settings. */
    override suspend fun fix(check: Check) {
        val window = lull.window
        val asked =
            when (check.kind) {
                CheckKind.NOTIFICATIONS -> Permissions.missing(lull, Permissions.NOTIFICATIONS)
                CheckKind.BLUETOOTH -> Permissions.missing(lull, Permissions.BLUETOOTH)
                CheckKind.EXACT_ALARMS, CheckKind.BACKGROUND, CheckKind.BATTERY, CheckKind.DO_NOT_DISTURB, CheckKind.MAKER -> listOf()
            }
        when {
            window != null && asked.isNotEmpty() -> window.ask(asked) {}
            check.kind == CheckKind.MAKER && opensMakerPage() -> Unit
            else -> lull.startActivity(place(check.kind, lull))
        }
    }

    override suspend fun remindForTest(): Boolean = TestReminder.arm(lull, lull.now().at)

    /** Whether one of the maker's own pages is there, and lets itself be opened. */
    private fun opensMakerPage(): Boolean =
        maker?.let(MakerPages::of).orEmpty().any { page ->
            try {
                lull.startActivity(Intent().setComponent(page).addFlags(Intent.FLAG_ACTIVITY_NEW_TASK))
                true
            } catch (_: ActivityNotFoundException) {
                false
            } catch (_: SecurityException) {
                // there, and for the maker's own apps alone
                false
            }
        }

    private fun place(
        kind: CheckKind,
        context: Context,
    ): Intent {
        val app = Uri.fromParts("package", context.packageName, null)
        val intent =
            when (kind) {
                CheckKind.NOTIFICATIONS ->
                    Intent(Settings.ACTION_APP_NOTIFICATION_SETTINGS).putExtra(Settings.EXTRA_APP_PACKAGE, context.packageName)
                CheckKind.EXACT_ALARMS -> Intent(Settings.ACTION_REQUEST_SCHEDULE_EXACT_ALARM, app)
                CheckKind.DO_NOT_DISTURB -> Intent(Settings.ACTION_ZEN_MODE_PRIORITY_SETTINGS)
                CheckKind.BATTERY -> Intent(Settings.ACTION_IGNORE_BATTERY_OPTIMIZATION_SETTINGS)
                CheckKind.BACKGROUND, CheckKind.BLUETOOTH, CheckKind.MAKER -> Intent(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, app)
            }
        return intent.addFlags(Intent.FLAG_ACTIVITY_NEW_TASK)
    }
}
