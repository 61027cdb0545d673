package app.lull.phone

import android.app.Activity
import android.content.Intent
import android.content.pm.PackageManager
import android.os.Build
import android.os.Bundle
import android.view.WindowManager
import android.window.OnBackInvokedDispatcher
import app.lull.core.WakeReason
import app.lull.ui.tonight.TonightTap
import kotlinx.coroutines.launch

/** The one window. It shows the screens, goes where an intent points, and asks for a permission when a tap needs it. */
class MainActivity : Activity() {
    /** What goes on once the permission was given, or not. */
    private var afterAsking: (() -> Unit)? = null
    val others = OtherWindows(this)

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        hideAsWanted()
        lull.screens.show(this, lull.lull)
        listenForBack()
        // Turned, or brought back by the system: it was let in once already.
        if (savedInstanceState == null) enter(intent)
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        enter(intent)
    }

    override fun onResume() {
        super.onResume()
        lull.window = this
        lull.scope.launch { lull.wakes.wake(WakeReason.LAUNCH) }
    }

    override fun onDestroy() {
        if (lull.window === this) lull.window = null
        others.leave()
        super.onDestroy()
    }

    /** Nothing of it in screenshots and in the list of recent apps, or all of it, as is kept now. */
    fun hideAsWanted() {
        val secure = WindowManager.LayoutParams.FLAG_SECURE
        window.setFlags(if (lull.settings.hidesFromScreenshots) secure else 0, secure)
    }

    private fun enter(intent: Intent) {
        val tonight = lull.lull.tonight
        when (intent.action) {
            Doors.START -> start(intent)
            Doors.SESSION -> tonight.tap(TonightTap.OpenSession)
            Doors.MORNING -> intent.getStringExtra("night")?.let { tonight.tap(TonightTap.Log(it)) } ?: logLastNight()
            Doors.SYMPTOMS_STARTED -> tonight.tap(TonightTap.SymptomsStarted)
            else -> lull.lull.home()
        }
    }

    /** The shortcut does not know which night it is. */
    private fun logLastNight() {
        lull.scope.launch {
            val night = lull.host.ask { overview(it).toLog }
            if (night == null) lull.lull.home() else lull.lull.tonight.tap(TonightTap.Log(night))
        }
    }

    private fun start(intent: Intent) =
        ask(Permissions.BLUETOOTH) {
            // A refusal is no end: a massager without Bluetooth runs all the same, and the screen says what is missing.
            val reminder = intent.getStringExtra("id")
            lull.keepsSessionAlive.answersWhenBegun(reminder)
            lull.lull.start(reminder)
        }

    /** Asks for what is missing of these, and goes on with the answer, whichever. */
    fun ask(
        permissions: List<String>,
        next: () -> Unit,
    ) {
        val missing = Permissions.missing(this, permissions)
        if (missing.isEmpty()) return next()
        afterAsking = next
        requestPermissions(missing.toTypedArray(), ASKED)
    }

    override fun onRequestPermissionsResult(
        requestCode: Int,
        permissions: Array<String>,
        grantResults: IntArray,
    ) {
        if (requestCode != ASKED) return
        if (grantResults.any { it == PackageManager.PERMISSION_GRANTED }) {
            lull.scope.launch { lull.wakes.wake(WakeReason.PERMISSION_CHANGED) }
        }
        afterAsking?.invoke()
        afterAsking = null
    }

    override fun onActivityResult(
        requestCode: Int,
        resultCode: Int,
        data: Intent?,
    ) = others.answered(requestCode, resultCode, data)

    private fun listenForBack() {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU) return
        onBackInvokedDispatcher.registerOnBackInvokedCallback(OnBackInvokedDispatcher.PRIORITY_DEFAULT, ::goBack)
    }

    @Deprecated("Up to Android 12 the system calls it")
    @Suppress("OVERRIDE_DEPRECATION")
    override fun onBackPressed() = goBack()

    /** One screen back; from the first one, out. */
    private fun goBack() {
        if (!lull.lull.back()) finish()
    }

    private companion object {
        const val ASKED = 1
    }
}
