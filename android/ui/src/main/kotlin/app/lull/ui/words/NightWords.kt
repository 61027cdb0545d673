package app.lull.ui.words

import app.lull.core.BodyPart
import app.lull.core.Entry
import app.lull.core.Relief
import app.lull.core.Side
import app.lull.core.Situation
import app.lull.core.Trigger
import app.lull.core.Walk

/** The words of what may be told of a night beyond the morning's four taps. */
interface NightWords {
    val more: String
    val gotUp: String
    val where: String
    val situation: String
    val rest: String
    val bedtime: String
    val notSaid: String
    val walks: String
    val noWalks: String
    val addWalk: String
    val walkMinutes: String
    val walkAt: String
    val keepWalk: String
    val keepWalkWithoutTime: String
    val remove: String
    val relief: String
    val daytime: String
    val sleepiness: String
    val sleepinessEnds: String
    val mood: String
    val moodEnds: String
    val triggers: String
    val noTriggers: String
    val tags: String
    val keepTags: String
    val note: String
    val keepNote: String

    fun part(part: BodyPart): String

    fun whichSide(part: BodyPart): String

    fun side(side: Side): String

    fun situation(situation: Situation): String

    fun relief(relief: Relief): String

    fun trigger(trigger: Trigger): String

    fun walk(
        walk: Walk,
        times: Times,
    ): String

    /** Which walk is taken out, for whoever hears the buttons only. */
    fun removeWalk(told: String): String

    /** What was told beyond the four taps, each in a word or two. */
    fun told(entry: Entry): List<String>
}
