package app.lull.phone.alarms

import android.content.Intent
import android.os.Bundle
import app.lull.core.Action
import app.lull.core.Alarm
import app.lull.core.AlarmId
import app.lull.core.Arg
import app.lull.core.ClockTime
import app.lull.core.Message
import app.lull.core.Recurrence
import app.lull.core.placeOf
import java.time.Instant

/**
 * What an alarm carries through the system, so that it can be shown when it rings even if the diary cannot be opened: the
 * core's own words for it, and what can be answered.
 */
data class CarriedAlarm(
    val id: AlarmId,
    /** Carried, so that a process that has just begun shows it before it loads the library. */
    val place: AlarmId,
    val at: Instant,
    val expires: Instant,
    val isDaily: Boolean,
    val message: Message,
    val actions: List<Action>,
) {
    constructor(alarm: Alarm) :
        this(alarm.id, placeOf(alarm.id), alarm.at, alarm.expires, alarm.recurrence == Recurrence.DAILY, alarm.message, alarm.actions)

    fun into(intent: Intent): Intent =
        intent
            .putExtra("id", id)
            .putExtra("place", place)
            .putExtra("at", at.toEpochMilli())
            .putExtra("expires", expires.toEpochMilli())
            .putExtra("daily", isDaily)
            .putExtra("key", message.key)
            .putExtra("args", Bundle().also { bundle -> message.args.forEach { (name, arg) -> bundle.putString(name, arg.carried()) } })
            .putExtra("actions", actions.map { it.carried() }.toTypedArray())

    companion object {
        /** Null when the intent carries none, or one that a later Lull wrote otherwise. */
        fun from(intent: Intent): CarriedAlarm? {
            val id = intent.getStringExtra("id") ?: return null
            val place = intent.getStringExtra("place") ?: return null
            val key = intent.getStringExtra("key") ?: return null
            val args = intent.getBundleExtra("args") ?: return null
            val actions = intent.getStringArrayExtra("actions") ?: return null
            return CarriedAlarm(
                id,
                place,
                Instant.ofEpochMilli(intent.getLongExtra("at", 0)),
                Instant.ofEpochMilli(intent.getLongExtra("expires", 0)),
                intent.getBooleanExtra("daily", false),
                Message(key, args.keySet().associateWith { name -> args.getString(name)?.let(::arg) ?: return null }),
                actions.map { action(it) ?: return null },
            )
        }
    }
}

private fun Arg.carried(): String =
    when (this) {
        is Arg.Time -> "time:${v1.hour}:${v1.minute}:${v1.second}"
        is Arg.Minutes -> "minutes:$v1"
        is Arg.Count -> "count:$v1"
        is Arg.Night -> "night:$v1"
        is Arg.Word -> "word:$v1"
    }

private fun arg(carried: String): Arg? {
    val value = carried.substringAfter(':')
    return when (carried.substringBefore(':')) {
        "time" -> {
            val (hour, minute, second) = value.split(':').mapNotNull { it.toUByteOrNull() }.takeIf { it.size == 3 } ?: return null
            Arg.Time(ClockTime(hour, minute, second))
        }
        "minutes" -> value.toUShortOrNull()?.let { Arg.Minutes(it) }
        "count" -> value.toUIntOrNull()?.let { Arg.Count(it) }
        "night" -> Arg.Night(value)
        "word" -> Arg.Word(value)
        else -> null
    }
}

/** An answer as one word, for what passes through the system. */
fun Action.carried(): String =
    when (this) {
        is Action.Start -> "start"
        is Action.Snooze -> "snooze:$minutes"
        is Action.SkipTonight -> "skip"
        is Action.AlreadyStarted -> "already_started"
        is Action.Log -> "log"
        is Action.OpenApp -> "open"
        is Action.Dismiss -> "dismiss"
    }

/** The answer that word stands for. */
fun action(carried: String): Action? =
    when (carried.substringBefore(':')) {
        "start" -> Action.Start
        "snooze" -> carried.substringAfter(':').toUShortOrNull()?.let { Action.Snooze(it) }
        "skip" -> Action.SkipTonight
        "already_started" -> Action.AlreadyStarted
        "log" -> Action.Log
        "open" -> Action.OpenApp
        "dismiss" -> Action.Dismiss
        else -> null
    }
