package app.lull.phone

import android.os.SystemClock
import app.lull.core.Moment
import app.lull.core.PhoneClock
import java.time.Instant
import java.time.ZoneId

/** The phone's own clocks. `elapsedRealtime` never goes back and counts the time asleep. */
object Clocks : PhoneClock {
    override fun now() = Moment(Instant.now(), ZoneId.systemDefault().id, SystemClock.elapsedRealtime().toULong())
}
