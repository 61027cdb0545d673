package app.lull.phone.quick

import android.annotation.SuppressLint
import android.os.Build
import android.service.quicksettings.Tile
import android.service.quicksettings.TileService
import app.lull.core.ApiException
import app.lull.phone.Doors
import app.lull.phone.lull
import app.lull.phone.notices.times
import kotlinx.coroutines.launch

/** In the quick settings: tonight's reminder at a glance, and a tap starts the massage. */
class TonightTile : TileService() {
    override fun onStartListening() {
        val tile = qsTile ?: return
        lull.scope.launch {
            tile.subtitle =
                try {
                    lull.host.ask { overview(it).plan.remind }?.let(times::time).orEmpty()
                } catch (_: ApiException) {
                    // the app says what is wrong
                    ""
                }
            tile.state = Tile.STATE_INACTIVE
            tile.updateTile()
        }
    }

    @SuppressLint("StartActivityAndCollapseDeprecated")
    override fun onClick() {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE) {
            startActivityAndCollapse(Doors.start(this, null))
        } else {
            @Suppress("DEPRECATION")
            startActivityAndCollapse(Doors.startIntent(this, null))
        }
    }
}
