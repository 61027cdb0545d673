package app.lull.phone

import android.app.Activity
import android.view.View
import android.view.ViewGroup.LayoutParams
import android.view.Window
import android.view.WindowInsetsController.APPEARANCE_LIGHT_NAVIGATION_BARS
import android.view.WindowInsetsController.APPEARANCE_LIGHT_STATUS_BARS
import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.SideEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.remember
import androidx.compose.ui.platform.ComposeView
import androidx.lifecycle.compose.LocalLifecycleOwner
import androidx.lifecycle.compose.currentStateAsState
import androidx.lifecycle.setViewTreeLifecycleOwner
import androidx.lifecycle.setViewTreeViewModelStoreOwner
import androidx.savedstate.setViewTreeSavedStateRegistryOwner
import app.lull.phone.notices.times
import app.lull.phone.notices.words
import app.lull.ui.LullPresenter
import app.lull.ui.LullScreens
import app.lull.ui.lit
import app.lull.ui.theme.Light
import app.lull.ui.theme.LullTheme

/** The screens in Compose, drawn into a plain Activity. */
internal object ComposeScreens : Screens {
    override fun show(
        activity: Activity,
        lull: LullPresenter,
    ) {
        drawBehindBars(activity.window)
        activity.window.decorView.isOwnedBy(ActivityOwner(activity))
        val view = ComposeView(activity)
        view.setContent { Lit(activity, lull) }
        activity.setContentView(view, LayoutParams(LayoutParams.MATCH_PARENT, LayoutParams.MATCH_PARENT))
    }

    /** From Android 15 on every window is like this; so it looks the same before. The screens keep clear of the bars. */
    @Suppress("DEPRECATION")
    private fun drawBehindBars(window: Window) = window.setDecorFitsSystemWindows(false)

    /** Compose looks for these three at the views above it. */
    private fun View.isOwnedBy(owner: ActivityOwner) {
        setViewTreeLifecycleOwner(owner)
        setViewTreeSavedStateRegistryOwner(owner)
        setViewTreeViewModelStoreOwner(owner)
    }
}

/** Lit as the phone is, in its language. When either changes, the system makes the Activity anew. A quiet massage is dark. */
@Composable
private fun Lit(
    activity: Activity,
    lull: LullPresenter,
) {
    val light = lull.lit(if (isSystemInDarkTheme()) Light.NIGHT else Light.DAY)
    SideEffect { activity.window.drawBarsFor(light) }
    // Not so for 12 or 24 hours: looked up whenever the person comes back, maybe from the phone's settings.
    val step by LocalLifecycleOwner.current.lifecycle.currentStateAsState()
    val times = remember(step) { activity.times }
    LullTheme(light, activity.words, times) { LullScreens(lull) }
}

/** Dark signs of the bars on a light ground, light ones on a dark ground. */
private fun Window.drawBarsFor(light: Light) {
    val dark = APPEARANCE_LIGHT_STATUS_BARS or APPEARANCE_LIGHT_NAVIGATION_BARS
    insetsController?.setSystemBarsAppearance(if (light == Light.DAY) dark else 0, dark)
}
