package app.lull.ui.words

import app.lull.core.BodyPart
import app.lull.core.Entry
import app.lull.core.Relief
import app.lull.core.Side
import app.lull.core.Situation
import app.lull.core.Trigger
import app.lull.core.Walk

internal object GermanNight : NightWords {
    override val more = "Mehr erzählen"
    override val gotUp = "Wie oft sind Sie wegen Ihrer Beine aufgestanden?"
    override val where = "Wo haben Sie es gespürt?"
    override val situation = "Was taten Sie, als es anfing?"
    override val rest = "Wie lange waren Sie da schon in Ruhe?"
    override val bedtime = "Licht aus um"
    override val notSaid = "Nicht gesagt"
    override val walks = "Gänge wegen Ihrer Beine"
    override val noWalks = "Hier steht keiner."
    override val addWalk = "Einen Gang hinzufügen"
    override val walkMinutes = "Wie lange war er?"
    override val walkAt = "Wann war er?"
    override val keepWalk = "Diesen Gang behalten"
    override val keepWalkWithoutTime = "Ohne Uhrzeit behalten"
    override val remove = "Entfernen"
    override val relief = "Wie lange war es nach dem Gehen oder einer Massage besser?"
    override val daytime = "Haben Ihre Beine Sie schon an dem Tag gestört, beim Stillsitzen vor 17 Uhr?"
    override val sleepiness = "Wie schläfrig waren Sie am Tag danach?"
    override val sleepinessEnds = "0 hellwach · 10 konnte nicht wach bleiben"
    override val mood = "Wie war Ihre Stimmung am Tag danach?"
    override val moodEnds = "0 sehr schlecht · 10 sehr gut"
    override val triggers = "Was brachte der Tag?"
    override val noTriggers = "Nichts davon"
    override val tags = "Eigene Stichworte, mit Komma dazwischen"
    override val keepTags = "Stichworte behalten"
    override val note = "Eine Notiz"
    override val keepNote = "Notiz behalten"

    override fun part(part: BodyPart) =
        when (part) {
            BodyPart.FEET -> "Füße"
            BodyPart.CALVES -> "Waden"
            BodyPart.THIGHS -> "Oberschenkel"
            BodyPart.ARMS -> "Arme"
            BodyPart.TRUNK -> "Rumpf"
        }

    override fun whichSide(part: BodyPart) = "${part(part)}: welche Seite?"

    override fun side(side: Side) =
        when (side) {
            Side.LEFT -> "Links"
            Side.RIGHT -> "Rechts"
            Side.BOTH -> "Beide"
        }

    override fun situation(situation: Situation) =
        when (situation) {
            Situation.SITTING -> "Sitzen"
            Situation.LYING -> "Liegen"
            Situation.TRAVELLING -> "In Auto, Bus, Zug oder Flugzeug"
            Situation.AUDIENCE -> "Wo ich nicht aufstehen konnte"
            Situation.OTHER -> "Etwas anderes"
            Situation.UNKNOWN -> "Weiß nicht"
        }

    override fun relief(relief: Relief) =
        when (relief) {
            is Relief.No -> "Gar nicht"
            is Relief.WhileMoving -> "Nur währenddessen"
            is Relief.For -> "${relief.minutes} min"
            is Relief.RestOfNight -> "Den Rest der Nacht"
            is Relief.Unknown -> "Weiß nicht"
        }

    override fun trigger(trigger: Trigger) =
        when (trigger) {
            Trigger.CAFFEINE -> "Koffein nach Mittag"
            Trigger.ALCOHOL -> "Alkohol"
            Trigger.NICOTINE -> "Nikotin"
            Trigger.HEAVY_MEAL -> "Ein schweres Essen am Abend"
            Trigger.EXERCISE_EARLY -> "Sport am Tag"
            Trigger.EXERCISE_LATE -> "Sport am Abend"
            Trigger.LONG_SITTING -> "Langes Sitzen"
            Trigger.BATH -> "Ein warmes Bad"
            Trigger.STRESS -> "Stress"
            Trigger.IRREGULAR_SLEEP -> "Unregelmäßiger Schlaf"
            Trigger.BEDROOM -> "Ein Schlafzimmer mit Licht, Lärm oder Wärme"
            Trigger.SCREENS -> "Bildschirme"
        }

    override fun walk(
        walk: Walk,
        times: Times,
    ) = "${walk.at?.let(times::time) ?: "Uhrzeit unbekannt"} · ${walk.minutes?.let { "$it min" } ?: "Dauer unbekannt"}"

    override fun removeWalk(told: String) = "$remove: Gang $told"

    override fun told(entry: Entry): List<String> {
        val details = entry.details
        val walks = details?.walks.orEmpty().size.toUInt()
        val triggers = details?.triggers?.size?.toUInt()
        return listOfNotNull(
            counted(walks, "Gang", "Gänge").takeIf { walks > 0u },
            triggers?.let { if (it == 0u) "kein möglicher Auslöser" else counted(it, "möglicher Auslöser", "mögliche Auslöser") },
            details?.tags.orEmpty().joinToString(", ").ifEmpty { null },
            "eine Notiz".takeIf { entry.note.isNotEmpty() },
        )
    }
}
