package app.lull.phone.ports

import android.app.Activity
import android.content.Intent
import android.net.Uri
import app.lull.phone.LullApplication
import kotlinx.coroutines.suspendCancellableCoroutine
import kotlin.coroutines.resume

/** What the person chose in the system's own picker; absent where they chose nothing, or no window is open. */
internal suspend fun LullApplication.chosen(ask: Intent): Uri? {
    val window = window ?: return null
    return suspendCancellableCoroutine { waiting ->
        window.others.ask(ask) { code, data -> waiting.resume(data?.data?.takeIf { code == Activity.RESULT_OK }) }
    }
}
