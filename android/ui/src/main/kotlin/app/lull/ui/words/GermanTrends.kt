package app.lull.ui.words

import app.lull.core.Difference
import app.lull.core.NightGroup
import app.lull.core.Sessions
import app.lull.core.Trends
import kotlin.math.abs
import kotlin.math.roundToLong

internal object GermanTrends : TrendsWords {
    override val title = "Verlauf"
    override val howFar = "Wie weit zurück?"
    override val nothingYet =
        "Der Verlauf beginnt mit der ersten Nacht im Tagebuch. Morgens genügen ein paar Antworten, und frühere Nächte lassen sich nachtragen."
    override val onset = "Wann es anfing"
    override val noOnset = "In diesen Nächten steht kein Beginn im Tagebuch."
    override val severity = "Wie schlimm es war"
    override val noSeverity = "In diesen Nächten steht nicht, wie schlimm es war."
    override val severityLegend =
        "Der Mittelwert jeder Woche, von 0 gar nicht bis 10 so schlimm wie möglich. Eine Nacht ohne Beschwerden zählt als 0."
    override val sleep = "Schlaf"
    override val noSleep = "In diesen Nächten steht nichts über den Schlaf."
    override val sleepLegend = "Der Mittelwert jeder Woche, von 0 am schlechtesten bis 10 am besten."
    override val sessions = "Massagen"
    override val beside = "Nächte mit und ohne Massage"
    override val withSession = "Mit"
    override val withoutSession = "Ohne"
    override val besideCaution =
        "Das sagt nicht, was eine Massage bewirkt: Ein schlechter Abend kann der Grund für sie gewesen sein, oder der Grund, sie zu lassen."
    override val notLogged = "nichts eingetragen"

    override fun nights(count: Int) = if (count == 1) "1 Nacht" else "$count Nächte"

    override fun logged(trends: Trends): String {
        val all = trends.all
        return "${all.logged} von ${ofNights(trends.nights.toInt())} eingetragen: ${all.withSymptoms} mit Beschwerden, ${all.withoutSymptoms} ohne."
    }

    override fun half(
        from: String,
        to: String,
        nights: Int,
    ) = "Die Hälfte von ${ofNights(nights)} zwischen $from und $to"

    override fun beforeBed(minutes: Double) =
        "in der Mitte Ihrer Nächte ${abs(minutes.roundToLong())} min ${if (minutes < 0) "nach" else "vor"} dem Lichtausmachen"

    override fun moving(minutesPerWeek: Double): String {
        val minutes = minutesPerWeek.roundToLong()
        return when {
            minutes == 0L -> "Von Woche zu Woche etwa gleich"
            minutes < 0 -> "Von Woche zu Woche ${-minutes} min früher"
            else -> "Von Woche zu Woche $minutes min später"
        }
    }

    override fun onsetLegend(
        from: String,
        to: String,
    ) = "Jede Linie geht von $from bis $to. Der Balken ist die Hälfte der Nächte dieser Woche, der senkrechte Strich ihre Mitte."

    override fun ofTen(points: String) = "$points von 10"

    override fun gotUp(nights: Int) = "In ${if (nights == 1) "1 Nacht" else "$nights Nächten"} sind Sie aufgestanden."

    override fun sessionsOf(sessions: Sessions): String {
        if (sessions.count == 0u) return "Keine Massage in diesen Nächten."
        val minutes = sessions.minutes?.let { ", in der Mitte ${it.median.roundToLong()} min" }.orEmpty()
        return "${sessions.count} in ${ofNights(sessions.nights.toInt())}$minutes. Wo der Beginn bekannt ist, " +
            "fingen ${sessions.beforeOnset} vor den Beschwerden an und ${sessions.afterOnset} danach."
    }

    override fun side(
        group: NightGroup,
        times: Times,
    ): String {
        val severity = group.meanSeverity?.let(times::mean) ?: "nicht gesagt"
        val sleep = group.meanSleep?.let(times::mean) ?: "nicht gesagt"
        return "${nights(group.logged.toInt())}, Stärke $severity, Schlaf $sleep"
    }

    override fun difference(
        difference: Difference?,
        times: Times,
    ): String {
        if (difference == null) return "Auf einer Seite sind es zu wenige Nächte für einen Vergleich."
        val of100 = difference.chanceOf100.toInt()
        val chance = if (of100 == 0) "weniger als 1 von 100" else "$of100 von 100"
        return "Stärke mit Massage: meist ${points(difference.points, times)} " +
            "(${points(difference.low, times)} bis ${points(difference.high, times)}). " +
            "Zufall allein macht einen so großen Unterschied in $chance Vergleichen."
    }

    override fun week(
        from: String,
        said: String,
    ) = "Woche ab $from: $said."

    private fun ofNights(count: Int) = if (count == 1) "1 Nacht" else "$count Nächten"

    private fun points(
        points: Double,
        times: Times,
    ) = when {
        points < 0 -> "${times.mean(-points)} niedriger"
        points > 0 -> "${times.mean(points)} höher"
        else -> "gleich"
    }
}
