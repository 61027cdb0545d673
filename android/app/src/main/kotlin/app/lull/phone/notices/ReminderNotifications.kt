package app.lull.phone.notices

import android.app.Notification
import android.app.PendingIntent
import android.content.Context
import android.graphics.drawable.Icon
import app.lull.R
import app.lull.core.Action
import app.lull.core.AlarmId
import app.lull.core.ApiException
import app.lull.core.placeOf
import app.lull.phone.Doors
import app.lull.phone.alarms.AnswerReceiver
import app.lull.phone.alarms.CarriedAlarm
import app.lull.phone.alarms.carried
import app.lull.phone.session.SessionService
import app.lull.ui.words.night
import java.time.Duration
import java.time.Instant

/** Reminders on the screen: what they say, what can be answered at once, and when they go by themselves. */
class ReminderNotifications(
    private val context: Context,
) {
    private val system = SystemNotifications(context)

    /** Whether the person can see it. One that came too late to be of use is not shown. */
    fun show(
        alarm: CarriedAlarm,
        now: Instant,
    ): Boolean {
        val left = Duration.between(now, alarm.expires)
        if (left.isNegative) return false
        val words = context.words.reminder
        val channel = if (Action.Log in alarm.actions) Channels.MORNING else Channels.EVENING
        val builder =
            builder(channel, words.title(alarm.message), words.text(alarm.message, context.times))
                .setContentIntent(body(alarm))
                .setDeleteIntent(AnswerReceiver.pending(context, alarm.id, Action.Dismiss))
                .setCategory(Notification.CATEGORY_REMINDER)
                .setTimeoutAfter(left.toMillis())
                .setWhen(alarm.at.toEpochMilli())
                .setShowWhen(true)
        for (answer in buttons(alarm.actions)) builder.addAction(button(alarm.id, answer))
        builder.extras.putString(ID, alarm.id)
        builder.extras.putStringArray(ANSWERS, alarm.actions.map { it.carried() }.toTypedArray())
        return system.post(alarm.place, Numbers.REMINDER, builder.build())
    }

    /** The phone restarted and was not unlocked: there is a reminder, and no more is known. */
    fun showBeforeUnlock() {
        val words = context.words.reminder
        system.post(
            "locked",
            Numbers.REMINDER,
            builder(Channels.EVENING, words.hidden, words.unlock).setContentIntent(Doors.tonight(context)).build(),
        )
    }

    /** The person asked for it, to see whether reminders come. */
    fun showTest() {
        val words = context.words.reminder
        system.post("test", Numbers.REMINDER, builder(Channels.EVENING, words.test, words.testText).setContentIntent(Doors.tonight(context)).build())
    }

    /** Those on the screen now that can be answered so. */
    fun standing(answer: Action): List<AlarmId> =
        system
            .shown(Numbers.REMINDER)
            .map { it.extras }
            .filter { answer.carried() in it.getStringArray(ANSWERS).orEmpty() }
            .mapNotNull { it.getString(ID) }

    /** It was answered, and with it whatever else called for the same. */
    fun takeBack(id: AlarmId) = system.cancel(placeOf(id), Numbers.REMINDER)

    /** Something kept a reminder or a massage from going its way. */
    fun showTrouble(trouble: ApiException) = showTrouble(context.words.trouble(trouble, context.times))

    fun showTrouble(text: String) {
        val notification = builder(Channels.TROUBLE, context.words.reminder.trouble, text).setContentIntent(Doors.tonight(context)).build()
        system.post("trouble", Numbers.TROUBLE, notification)
    }

    private fun body(alarm: CarriedAlarm): PendingIntent {
        val night = alarm.message.night
        return if (Action.Log in alarm.actions && night != null) Doors.morning(context, night) else Doors.tonight(context)
    }

    /** One button for each kind of answer; the phone shows as many of them as it has room for, in the core's order. */
    private fun buttons(answers: List<Action>) = answers.filter { it != Action.Dismiss }.distinctBy { it::class }

    private fun button(
        id: AlarmId,
        answer: Action,
    ): Notification.Action {
        val tap =
            when (answer) {
                is Action.Start -> SessionService.startFromNotification(context, id)
                is Action.Log, is Action.OpenApp -> Doors.tonight(context)
                is Action.Snooze, is Action.SkipTonight, is Action.AlreadyStarted, is Action.Dismiss -> AnswerReceiver.pending(context, id, answer)
            }
        return Notification.Action.Builder(icon(), context.words.reminder.answer(answer), tap).build()
    }

    /** What anybody may read on the lock screen says nothing of legs and nights. */
    private fun builder(
        channel: String,
        title: String,
        text: String,
    ): Notification.Builder {
        val hidden =
            Notification
                .Builder(context, channel)
                .setSmallIcon(icon())
                .setContentTitle(context.words.reminder.hidden)
                .build()
        return Notification
            .Builder(context, channel)
            .setSmallIcon(icon())
            .setContentTitle(title)
            .setContentText(text)
            .setStyle(Notification.BigTextStyle().bigText(text))
            .setAutoCancel(true)
            .setVisibility(Notification.VISIBILITY_PRIVATE)
            .setPublicVersion(hidden)
    }

    private fun icon() = Icon.createWithResource(context, R.drawable.ic_lull)

    private companion object {
        /** What a notification keeps of its alarm, so that an answer given elsewhere finds it. */
        const val ID = "app.lull.id"
        const val ANSWERS = "app.lull.answers"
    }
}
