package app.lull.ui.words

import app.lull.core.BodyPart
import app.lull.core.Entry
import app.lull.core.Relief
import app.lull.core.Side
import app.lull.core.Situation
import app.lull.core.Trigger
import app.lull.core.Walk

internal object EnglishNight : NightWords {
    override val more = "Tell more"
    override val gotUp = "How often did you get up because of your legs?"
    override val where = "Where did you feel it?"
    override val situation = "What were you doing when it started?"
    override val rest = "How long had you been at rest by then?"
    override val bedtime = "Lights out at"
    override val notSaid = "Not said"
    override val walks = "Walks because of your legs"
    override val noWalks = "None is kept here."
    override val addWalk = "Add a walk"
    override val walkMinutes = "How long was it?"
    override val walkAt = "When was it?"
    override val keepWalk = "Keep this walk"
    override val keepWalkWithoutTime = "Keep it without a time"
    override val remove = "Remove"
    override val relief = "How long was it better after walking or a massage?"
    override val daytime = "Did your legs bother you that day already, sitting still before 5 in the afternoon?"
    override val sleepiness = "How sleepy were you the day after?"
    override val sleepinessEnds = "0 wide awake · 10 could not stay awake"
    override val mood = "How was your mood the day after?"
    override val moodEnds = "0 very low · 10 very good"
    override val triggers = "What did the day hold?"
    override val noTriggers = "None of these"
    override val tags = "Words of your own, with commas between"
    override val keepTags = "Keep the words"
    override val note = "A note"
    override val keepNote = "Keep the note"

    override fun part(part: BodyPart) =
        when (part) {
            BodyPart.FEET -> "Feet"
            BodyPart.CALVES -> "Calves"
            BodyPart.THIGHS -> "Thighs"
            BodyPart.ARMS -> "Arms"
            BodyPart.TRUNK -> "Trunk"
        }

    override fun whichSide(part: BodyPart) = "${part(part)}: which side?"

    override fun side(side: Side) =
        when (side) {
            Side.LEFT -> "Left"
            Side.RIGHT -> "Right"
            Side.BOTH -> "Both"
        }

    override fun situation(situation: Situation) =
        when (situation) {
            Situation.SITTING -> "Sitting"
            Situation.LYING -> "Lying"
            Situation.TRAVELLING -> "In a car, bus, train or plane"
            Situation.AUDIENCE -> "Where I could not get up"
            Situation.OTHER -> "Something else"
            Situation.UNKNOWN -> "Don't know"
        }

    override fun relief(relief: Relief) =
        when (relief) {
            is Relief.No -> "Not at all"
            is Relief.WhileMoving -> "Only meanwhile"
            is Relief.For -> "${relief.minutes} min"
            is Relief.RestOfNight -> "The rest of the night"
            is Relief.Unknown -> "Don't know"
        }

    override fun trigger(trigger: Trigger) =
        when (trigger) {
            Trigger.CAFFEINE -> "Caffeine after midday"
            Trigger.ALCOHOL -> "Alcohol"
            Trigger.NICOTINE -> "Nicotine"
            Trigger.HEAVY_MEAL -> "A heavy meal late"
            Trigger.EXERCISE_EARLY -> "Exercise by day"
            Trigger.EXERCISE_LATE -> "Exercise late"
            Trigger.LONG_SITTING -> "Long sitting"
            Trigger.BATH -> "A warm bath"
            Trigger.STRESS -> "Stress"
            Trigger.IRREGULAR_SLEEP -> "Irregular sleep"
            Trigger.BEDROOM -> "A bedroom with light, noise or heat"
            Trigger.SCREENS -> "Screens"
        }

    override fun walk(
        walk: Walk,
        times: Times,
    ) = "${walk.at?.let(times::time) ?: "time unknown"} · ${walk.minutes?.let { "$it min" } ?: "length unknown"}"

    override fun removeWalk(told: String) = "$remove: walk $told"

    override fun told(entry: Entry): List<String> {
        val details = entry.details
        val walks = details?.walks.orEmpty().size.toUInt()
        val triggers = details?.triggers?.size?.toUInt()
        return listOfNotNull(
            counted(walks, "walk", "walks").takeIf { walks > 0u },
            triggers?.let { if (it == 0u) "no possible trigger" else counted(it, "possible trigger", "possible triggers") },
            details?.tags.orEmpty().joinToString(", ").ifEmpty { null },
            "a note".takeIf { entry.note.isNotEmpty() },
        )
    }
}
