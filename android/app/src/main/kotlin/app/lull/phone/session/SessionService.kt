package app.lull.phone.session

import android.app.PendingIntent
import android.app.Service
import android.content.Context
import android.content.Intent
import android.content.pm.ServiceInfo
import android.net.Uri
import android.os.IBinder
import app.lull.core.AlarmId
import app.lull.phone.Doors
import app.lull.phone.Permissions
import app.lull.phone.lull
import app.lull.phone.notices.Numbers
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch

/**
 * Keeps the process alive while a massage runs, and shows it. It begins with the person's tap alone, on a notification or on
 * the screen. When it ends, whyever, the massage ends: nothing is left running that nobody watches.
 */
class SessionService : Service() {
    private var following: Job? = null
    private lateinit var session: FollowedSession

    override fun onCreate() {
        super.onCreate()
        session = FollowedSession(lull)
    }

    override fun onStartCommand(
        intent: Intent?,
        flags: Int,
        startId: Int,
    ): Int {
        val action = intent?.action
        // A stop is a stop, also where the system will not have the service.
        if (action == STOP) lull.scope.launch { session.stop() }
        if (comesToTheForeground()) {
            if (action == START || action == FOLLOW) follow(action == START, intent.getStringExtra("id"))
            if (following == null) leave()
        } else {
            if (action == START) lull.sessions.showStartOnScreen(Doors.start(this, intent.getStringExtra("id")))
            stopSelf()
        }
        return START_NOT_STICKY
    }

    override fun onBind(intent: Intent?): IBinder? = null

    /** Swiped from the list of recent apps: the person is done with it. */
    override fun onTaskRemoved(rootIntent: Intent?) {
        lull.scope.launch { session.stop() }
    }

    override fun onDestroy() {
        lull.scope.launch { session.stop() }
        super.onDestroy()
    }

    /** The system wants it within seconds of the start, and may refuse; then the screen takes over. */
    private fun comesToTheForeground(): Boolean {
        if (!Permissions.mayUseBluetooth(this)) return false
        return try {
            startForeground(Numbers.SESSION, session.notification(), ServiceInfo.FOREGROUND_SERVICE_TYPE_CONNECTED_DEVICE)
            true
        } catch (_: IllegalStateException) {
            // ForegroundServiceStartNotAllowedException: the system takes this for a start in the background
            false
        } catch (_: SecurityException) {
            false
        }
    }

    private fun leave() {
        stopForeground(STOP_FOREGROUND_REMOVE)
        stopSelf()
    }

    private fun follow(
        starts: Boolean,
        answers: AlarmId?,
    ) {
        if (following?.isActive == true) return
        following =
            lull.scope.launch {
                session.follow(starts, answers)
                leave()
            }
    }

    companion object {
        private const val START = "app.lull.session.START"
        private const val FOLLOW = "app.lull.session.FOLLOW"
        private const val STOP = "app.lull.session.STOP"
        private const val REPOST = "app.lull.session.REPOST"

        /** Start on a reminder. Where the service may not run, the screen starts it and asks for what is missing. */
        fun startFromNotification(
            context: Context,
            answers: AlarmId,
        ): PendingIntent =
            if (Permissions.mayUseBluetooth(context)) {
                val intent = intent(context, START).setData(Uri.fromParts("lull", answers, null)).putExtra("id", answers)
                PendingIntent.getForegroundService(context, 0, intent, PendingIntent.FLAG_UPDATE_CURRENT or PendingIntent.FLAG_IMMUTABLE)
            } else {
                Doors.start(context, answers)
            }

        /** A massage that the screen started. */
        fun follow(context: Context) {
            if (!Permissions.mayUseBluetooth(context)) return
            try {
                context.startForegroundService(intent(context, FOLLOW))
            } catch (_: IllegalStateException) {
                // not allowed right now: the massage goes on with the screen, and ends by the device's own timer at the latest
            }
        }

        fun stop(context: Context): PendingIntent = service(context, STOP)

        fun repost(context: Context): PendingIntent = service(context, REPOST)

        private fun service(
            context: Context,
            action: String,
        ): PendingIntent =
            PendingIntent.getService(context, 0, intent(context, action), PendingIntent.FLAG_UPDATE_CURRENT or PendingIntent.FLAG_IMMUTABLE)

        private fun intent(
            context: Context,
            action: String,
        ) = Intent(context, SessionService::class.java).setAction(action)
    }
}
