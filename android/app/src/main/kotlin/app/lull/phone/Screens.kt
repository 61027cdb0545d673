package app.lull.phone

import android.app.Activity
import app.lull.ui.LullPresenter

/**
 * Draws the app's screens into an Activity. On the phone that is Compose (`src/phone`), which cannot be built without
 * Google's repository; everything else here can, and is tested with a stand-in.
 */
fun interface Screens {
    fun show(
        activity: Activity,
        lull: LullPresenter,
    )
}
