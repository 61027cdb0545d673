package app.lull.ui.words

import app.lull.core.ClockTime
import app.lull.core.Day
import app.lull.core.Night
import app.lull.core.WallTime
import java.text.NumberFormat
import java.time.Duration
import java.time.Instant
import java.time.LocalDate
import java.time.LocalTime
import java.time.ZoneId
import java.time.format.DateTimeFormatter
import java.time.format.FormatStyle
import java.util.Locale
import kotlin.math.roundToLong

/** How times and dates look: the phone's language, and whether it counts 12 or 24 hours. */
class Times(
    private val locale: Locale,
    val is24Hour: Boolean,
) {
    /** A day is an ordinal number there. */
    private val isGerman = locale.language == Locale.GERMAN.language

    private val clock = DateTimeFormatter.ofPattern(if (is24Hour) "HH:mm" else "h:mm a", locale)
    private val day = DateTimeFormatter.ofPattern(if (isGerman) "EEEE, d. MMMM" else "EEEE d MMMM", locale)
    private val date = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale)
    private val shortDay = DateTimeFormatter.ofPattern(if (isGerman) "d. MMM" else "d MMM", locale)

    fun time(time: ClockTime): String = clock.format(LocalTime.of(time.hour.toInt(), time.minute.toInt()))

    fun time(wall: WallTime): String = clock.format(LocalTime.of(wall.hour.toInt(), wall.minute.toInt()))

    /** The same moment as the clock in [zone] shows it. */
    fun time(
        at: Instant,
        zone: String,
    ): String = clock.format(at.atZone(ZoneId.of(zone)))

    fun night(night: Night): String = day.format(LocalDate.parse(night))

    /** As a chart and a list have room for it: 21 Nov. */
    fun short(night: Night): String = shortDay.format(LocalDate.parse(night))

    /** A day and its time, on the clock in [zone]. */
    fun moment(
        at: Instant,
        zone: String,
    ): String = at.atZone(ZoneId.of(zone)).let { "${date.format(it)}, ${clock.format(it)}" }

    /** A calendar day: 3 February 2026. */
    fun date(day: Day): String = date.format(LocalDate.parse(day))

    /** A laboratory's number, which the core keeps in tenths. */
    fun tenths(tenths: UInt): String = NumberFormat.getInstance(locale).apply { maximumFractionDigits = 1 }.format(tenths.toInt() / 10.0)

    /** A time as the core measures it, in minutes after noon. */
    fun afterNoon(minutes: Double): String = clock.format(LocalTime.NOON.plusMinutes(minutes.roundToLong()))

    /** A mean, with one place behind the point or comma. */
    fun mean(value: Double): String = String.format(locale, "%.1f", value)

    /** As a countdown shows it: 7:05. */
    fun countdown(left: Duration): String = String.format(locale, "%d:%02d", left.toMinutes(), left.toSecondsPart())
}
