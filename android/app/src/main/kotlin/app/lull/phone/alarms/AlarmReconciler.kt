package app.lull.phone.alarms

import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import android.net.Uri
import app.lull.core.Action
import app.lull.core.Alarm
import app.lull.core.AlarmId
import app.lull.core.AlarmKind
import app.lull.core.Exactness
import app.lull.core.Moment
import app.lull.core.Schedule
import app.lull.phone.Doors
import app.lull.phone.lull
import java.time.Instant
import java.time.ZoneId

/** Makes the system's alarms match the core's schedule. It never adds or drops one by itself. */
class AlarmReconciler(
    private val context: Context,
) {
    private val system = SystemAlarms(context)
    private val record = ArmedAlarms(context)
    private val beforeUnlock = NextAlarm(context)

    /** Arms and takes back until the system holds this schedule; gives the alarms that the system would not take as asked. */
    fun match(
        schedule: Schedule,
        armsAnew: Boolean,
    ): List<AlarmId> {
        val loud = context.lull.settings.loud
        val wanted = schedule.alarms.associateBy { it.id }
        val armed = record.all()
        val fingerprints = wanted.mapValues { (_, alarm) -> fingerprint(alarm, loud) }
        val stands = if (armsAnew) setOf() else wanted.keys.filter { armed[it] == fingerprints[it] && isArmed(it) }.toSet()
        // First on record, then armed: a process that dies in between leaves nothing that is not found again.
        record.replace(armed + (wanted.keys - stands).associateWith { BEING_ARMED })
        for (id in armed.keys - wanted.keys) operation(id, PendingIntent.FLAG_NO_CREATE)?.let(system::cancel)
        val refused = (wanted - stands).values.filterNot { arm(it, loud) }
        // what was refused is asked for again at the next wake
        record.replace(fingerprints + refused.associate { it.id to BEING_ARMED })
        beforeUnlock.keep(schedule.alarms.firstOrNull { Action.Start in it.actions }?.at)
        return refused.map { it.id }
    }

    /** A daily alarm while the diary cannot be opened: the same again, at the same time on the wall. */
    fun armTomorrow(
        alarm: CarriedAlarm,
        now: Moment,
    ) {
        val zone = ZoneId.of(now.zone)
        val next = { at: Instant -> at.atZone(zone).plusDays(1).toInstant() }
        val tomorrow = alarm.copy(at = next(alarm.at), expires = next(alarm.expires))
        system.armExact(tomorrow.at, checkNotNull(operation(alarm.id, PendingIntent.FLAG_UPDATE_CURRENT, tomorrow)))
    }

    private fun isArmed(id: AlarmId) = operation(id, PendingIntent.FLAG_NO_CREATE) != null

    /** Whether the system took it as asked. One that may not be exact is armed all the same. */
    private fun arm(
        alarm: Alarm,
        loud: Boolean,
    ): Boolean {
        val operation = checkNotNull(operation(alarm.id, PendingIntent.FLAG_UPDATE_CURRENT, CarriedAlarm(alarm)))
        return when {
            alarm.exactness == Exactness.INEXACT -> system.armInexact(alarm.at, operation)
            loud && alarm.kind == AlarmKind.EVENING -> system.armAlarmClock(alarm.at, operation, Doors.tonight(context))
            else -> system.armExact(alarm.at, operation)
        }
    }

    /** The same intent for the same id, whatever it carries: so arming replaces, and taking back finds it. */
    private fun operation(
        id: AlarmId,
        flag: Int,
        carried: CarriedAlarm? = null,
    ): PendingIntent? {
        val intent = Intent(context, AlarmReceiver::class.java).setAction(AlarmReceiver.FIRED).setData(Uri.fromParts("lull", id, null))
        return PendingIntent.getBroadcast(context, id.hashCode(), carried?.into(intent) ?: intent, flag or PendingIntent.FLAG_IMMUTABLE)
    }

    /** Two alarms with the same one are the same to the system and to the person. */
    private fun fingerprint(
        alarm: Alarm,
        loud: Boolean,
    ) = listOf(alarm.at.toEpochMilli(), alarm.expires.toEpochMilli(), alarm.exactness, alarm.recurrence, loud, alarm.message, alarm.actions)
        .joinToString("|")

    private companion object {
        /** No alarm's fingerprint. */
        const val BEING_ARMED = ""
    }
}
