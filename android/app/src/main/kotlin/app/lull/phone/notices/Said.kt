package app.lull.phone.notices

import android.content.Context
import android.text.format.DateFormat
import app.lull.ui.words.English
import app.lull.ui.words.German
import app.lull.ui.words.Times
import app.lull.ui.words.Words
import java.util.Locale

private val Context.locale: Locale get() = resources.configuration.locales[0]

/** The words of the phone's language, or English ones. */
val Context.words: Words get() = if (locale.language == Locale.GERMAN.language) German else English

/** How the person reads times: the phone's language, and 12 or 24 hours as set in it. */
val Context.times: Times get() = Times(locale, DateFormat.is24HourFormat(this))
