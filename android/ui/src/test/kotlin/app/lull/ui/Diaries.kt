package app.lull.ui

import java.time.LocalDate
import java.time.LocalTime

/**
 * A diary of [count] nights up to the last one, in the documented columns. Every sixth night is without symptoms, every other
 * has a massage and is a little milder, the start drifts earlier, and one night of each week was not logged at all.
 */
internal fun diary(count: Int): String {
    val last = LocalDate.parse(LAST_NIGHT)
    val nights = (0 until count).filter { it % 7 != 3 }.map { row(last.minusDays(it.toLong()), it) }
    return (listOf("night,symptoms,onset,severity,sleep_quality,got_up,session_start,session_minutes") + nights).joinToString("\n")
}

private fun row(
    night: LocalDate,
    back: Int,
): String {
    val massage = if (back % 2 == 0) "19:10,25" else ","
    if (back % 6 == 5) return "$night,none,,,8,0,$massage"
    val onset = LocalTime.of(19, 20).plusMinutes(back / 2L + back * 37L % 50)
    val severity = 4 + back * 5 % 4 + back % 2
    val sleep = 7 - back * 5 % 4
    return "$night,yes,$onset,$severity,$sleep,${back % 3},$massage"
}
