package app.lull.ui

import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import app.lull.ui.morning.MorningScreen
import app.lull.ui.session.SessionScreen
import app.lull.ui.setup.SetupScreen
import app.lull.ui.tonight.TonightScreen

/** The screen that is up, with its snapshots and its taps. */
@Composable
fun LullScreens(lull: LullPresenter) {
    val place by lull.place.collectAsStateWithLifecycle()
    when (val here = place) {
        Place.Tonight -> {
            LaunchedEffect(lull) { lull.tonight.look() }
            val state by lull.tonight.state.collectAsStateWithLifecycle()
            TonightScreen(state, lull.tonight::tap)
        }
        Place.Session -> {
            val state by lull.session.state.collectAsStateWithLifecycle()
            SessionScreen(state, lull.session::tap)
        }
        Place.Setup -> {
            val state by lull.setup.state.collectAsStateWithLifecycle()
            SetupScreen(state, lull.setup::tap)
        }
        is Place.Morning -> {
            val state by here.presenter.state.collectAsStateWithLifecycle()
            MorningScreen(state, here.presenter::tap)
        }
    }
}
