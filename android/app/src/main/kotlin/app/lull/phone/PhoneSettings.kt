package app.lull.phone

import android.content.Context

/** What is this phone's own and not the diary's: how it looks, how loud it is, who may see it. */
class PhoneSettings(
    context: Context,
) {
    private val kept = context.getSharedPreferences("phone", Context.MODE_PRIVATE)

    /** The evening reminder as an alarm clock: rings through the system's sleep, and the status bar shows the alarm. */
    var loud: Boolean
        get() = kept.getBoolean("loud", false)
        set(value) = kept.edit().putBoolean("loud", value).apply()

    /** Nothing of Lull in screenshots and in the list of recent apps. */
    var hidesFromScreenshots: Boolean
        get() = kept.getBoolean("hides_from_screenshots", false)
        set(value) = kept.edit().putBoolean("hides_from_screenshots", value).apply()
}
