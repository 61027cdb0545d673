package app.lull.phone.quick

import android.app.PendingIntent
import android.appwidget.AppWidgetManager
import android.appwidget.AppWidgetProvider
import android.content.ComponentName
import android.content.Context
import android.content.Intent
import android.widget.RemoteViews
import app.lull.R
import app.lull.phone.Doors
import app.lull.phone.LullApplication
import app.lull.phone.inBackground
import app.lull.phone.notices.times
import app.lull.phone.notices.words

/** On the home screen: tonight's reminder, Start, and "they started". */
class TonightWidget : AppWidgetProvider() {
    override fun onUpdate(
        context: Context,
        manager: AppWidgetManager,
        ids: IntArray,
    ) = inBackground(context) { draw(ids) }

    companion object {
        /** Draws every one of them anew; the plan may have changed. */
        suspend fun LullApplication.drawWidgets() {
            // a phone may have no home screen for widgets
            val ids = AppWidgetManager.getInstance(this)?.getAppWidgetIds(ComponentName(this, TonightWidget::class.java))
            if (ids != null && ids.isNotEmpty()) draw(ids)
        }

        private suspend fun LullApplication.draw(ids: IntArray) {
            val remind = host.ask { plan(it).remind }
            val views = RemoteViews(packageName, R.layout.widget)
            views.setTextViewText(R.id.widget_when, remind?.let { "${words.tonight.reminderAt} ${times.time(it)}" } ?: words.tonight.noReminder)
            views.setOnClickPendingIntent(R.id.widget_when, Doors.tonight(this))
            views.setOnClickPendingIntent(R.id.widget_start, Doors.start(this, null))
            views.setOnClickPendingIntent(R.id.widget_started, symptomsStarted())
            AppWidgetManager.getInstance(this).updateAppWidget(ids, views)
        }

        private fun LullApplication.symptomsStarted(): PendingIntent {
            val intent = Intent(this, AutomationReceiver::class.java).setAction("app.lull.action.SYMPTOMS_STARTED")
            return PendingIntent.getBroadcast(this, 0, intent, PendingIntent.FLAG_UPDATE_CURRENT or PendingIntent.FLAG_IMMUTABLE)
        }
    }
}
