package app.lull.phone

import android.content.BroadcastReceiver
import android.content.Context
import android.util.Log
import app.lull.core.ApiException
import kotlinx.coroutines.launch

/**
 * Does the work of a broadcast off the main thread and lets the system know when it is done. The system gives it some ten
 * seconds; a wake takes a few hundredths of one.
 */
internal fun BroadcastReceiver.inBackground(
    context: Context,
    work: suspend LullApplication.() -> Unit,
) {
    val pending = goAsync()
    val lull = context.lull
    lull.scope.launch {
        try {
            lull.work()
        } catch (trouble: ApiException) {
            // The kind alone: nothing of the diary is ever logged.
            Log.w("Lull", "a wake failed: ${trouble.javaClass.simpleName}")
            lull.reminders.showTrouble(trouble)
        } finally {
            // absent where the receiver was called without the system
            pending?.finish()
        }
    }
}
