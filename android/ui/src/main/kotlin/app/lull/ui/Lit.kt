package app.lull.ui

import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import app.lull.core.Stage
import app.lull.ui.theme.Light

/**
 * How the window is lit: as [usual], but dim red while a quiet massage runs, and on its screen until the person leaves it.
 * Its end lights nothing up.
 */
@Composable
fun LullPresenter.lit(usual: Light): Light {
    val way by places.collectAsStateWithLifecycle()
    val shown by session.state.collectAsStateWithLifecycle()
    val view = shown.view ?: return usual
    val lasts = view.stage !is Stage.Ended || way.last() is Place.Session
    return if (view.isQuiet && lasts) Light.RED else usual
}
