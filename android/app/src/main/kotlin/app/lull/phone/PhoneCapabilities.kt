package app.lull.phone

import android.app.ActivityManager
import android.app.AlarmManager
import android.content.Context
import android.os.Build
import androidx.annotation.RequiresApi
import app.lull.core.Capabilities
import app.lull.phone.notices.Channels
import app.lull.phone.notices.SystemNotifications

/** What the phone allows right now. Asked anew at every wake: a permission that is taken away is not announced. */
class PhoneCapabilities(
    context: Context,
) {
    private val alarms = context.system<AlarmManager>()
    private val notifications = SystemNotifications(context)
    private val activities = context.system<ActivityManager>()

    /** Only the first wake of a process can be the one after a force stop. */
    private var startWasTold = false

    fun read(): Capabilities {
        val forceStopped = !startWasTold && Build.VERSION.SDK_INT >= Build.VERSION_CODES.VANILLA_ICE_CREAM && wasForceStopped()
        startWasTold = true
        return Capabilities(
            exactAlarms = alarms.canScheduleExactAlarms(),
            notifications = notifications.areShown(Channels.EVENING),
            slots = SLOTS,
            backgroundRestricted = activities.isBackgroundRestricted,
            forceStopped = forceStopped,
        )
    }

    @RequiresApi(Build.VERSION_CODES.VANILLA_ICE_CREAM)
    private fun wasForceStopped() = activities.getHistoricalProcessStartReasons(1).firstOrNull()?.wasForceStopped() == true

    private companion object {
        /** The system holds 500 alarms of one app; some are left for what is armed before the first unlock. */
        val SLOTS: UShort = 490u
    }
}
