package app.lull.ui

import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.saveable.rememberSaveableStateHolder
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import app.lull.ui.about.AboutScreen
import app.lull.ui.backup.BackupScreen
import app.lull.ui.devices.AddScreen
import app.lull.ui.devices.DeviceScreen
import app.lull.ui.devices.DevicesScreen
import app.lull.ui.diary.DiaryScreen
import app.lull.ui.doctor.DoctorScreen
import app.lull.ui.health.HealthScreen
import app.lull.ui.more.MoreScreen
import app.lull.ui.morning.MorningScreen
import app.lull.ui.reading.ReadingScreen
import app.lull.ui.reliability.ReliabilityScreen
import app.lull.ui.report.ReportScreen
import app.lull.ui.session.SessionScreen
import app.lull.ui.settings.SettingsScreen
import app.lull.ui.setup.SetupScreen
import app.lull.ui.start.StartScreen
import app.lull.ui.stretch.StretchScreen
import app.lull.ui.theme.LocalWords
import app.lull.ui.tonight.TonightScreen
import app.lull.ui.trends.TrendsScreen

/** The screen that is up, with its snapshots and its taps. */
@Composable
fun LullScreens(lull: LullPresenter) {
    LaunchedEffect(lull) { lull.tonight.look() }
    val places by lull.places.collectAsStateWithLifecycle()
    val here = places.last()
    val kept = rememberSaveableStateHolder()
    kept.SaveableStateProvider(places.size) { Shown(here) }
    LaunchedEffect(places) {
        // a screen to come back to is found where it was left; one that was left for good begins at its top
        for (depth in places.size + 1..DEEPEST) kept.removeState(depth)
    }
}

/** More screens than any way through the app has. */
private const val DEEPEST = 8

@Composable
private fun Shown(here: Place) {
    when (here) {
        is Place.Tonight -> {
            val state by here.visited.state.collectAsStateWithLifecycle()
            TonightScreen(state, here.visited::tap)
        }
        is Place.Session -> {
            val state by here.visited.state.collectAsStateWithLifecycle()
            SessionScreen(state, here.visited::tap)
        }
        is Place.Setup -> {
            val state by here.visited.state.collectAsStateWithLifecycle()
            SetupScreen(state, here.visited::tap)
        }
        is Place.Morning -> {
            val state by here.visited.state.collectAsStateWithLifecycle()
            MorningScreen(state, here.visited::tap)
        }
        is Place.Trends -> {
            val state by here.visited.state.collectAsStateWithLifecycle()
            TrendsScreen(state, here.visited::tap)
        }
        is Place.Diary -> {
            val state by here.visited.state.collectAsStateWithLifecycle()
            DiaryScreen(state, here.visited::tap)
        }
        is Place.Reliability -> {
            val state by here.visited.state.collectAsStateWithLifecycle()
            ReliabilityScreen(state, here.visited::tap)
        }
        is Place.Doctor -> {
            val state by here.visited.state.collectAsStateWithLifecycle()
            DoctorScreen(state, here.visited::tap)
        }
        is Place.Report -> {
            val state by here.visited.state.collectAsStateWithLifecycle()
            val language = LocalWords.current.language
            LaunchedEffect(here, language) { here.visited.write(language) }
            ReportScreen(state, here.visited::tap)
        }
        is Place.Devices -> {
            val state by here.visited.state.collectAsStateWithLifecycle()
            DevicesScreen(state, here.visited::tap)
        }
        is Place.Add -> {
            val state by here.visited.state.collectAsStateWithLifecycle()
            AddScreen(state, here.visited::tap)
        }
        is Place.Device -> {
            val state by here.visited.state.collectAsStateWithLifecycle()
            DeviceScreen(state, here.visited::tap)
        }
        is Place.Backup -> {
            val state by here.visited.state.collectAsStateWithLifecycle()
            BackupScreen(state, here.visited::tap)
        }
        is Place.Settings -> {
            val state by here.visited.state.collectAsStateWithLifecycle()
            SettingsScreen(state, here.visited::tap)
        }
        is Place.Stretch -> {
            val state by here.visited.state.collectAsStateWithLifecycle()
            StretchScreen(state, here.visited::tap)
        }
        is Place.Start -> {
            val state by here.visited.state.collectAsStateWithLifecycle()
            StartScreen(state, here.visited::tap)
        }
        is Place.About -> AboutScreen(here.onBack)
        is Place.Reading -> {
            val state by here.visited.state.collectAsStateWithLifecycle()
            ReadingScreen(state, here.visited::tap)
        }
        is Place.Health -> {
            val state by here.visited.state.collectAsStateWithLifecycle()
            HealthScreen(state, here.visited::tap)
        }
        is Place.More -> MoreScreen(here.onTap)
    }
}
