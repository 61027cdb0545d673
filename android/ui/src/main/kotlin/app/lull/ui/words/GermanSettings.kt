package app.lull.ui.words

import app.lull.core.Swipe
import app.lull.core.Travel
import app.lull.core.Weekday

internal object GermanSettings : SettingsWords {
    override val title = "Einstellungen"
    override val evening = "Die Erinnerung am Abend"
    override val remind = "Erinnern, bevor meine Beine anfangen"
    override val lead = "Wie lange davor?"
    override val earliest = "Nicht früher als"
    override val latest = "Nicht später als"
    override val pinned = "Zu einer festen Zeit"
    override val byPlan = "Nein, nach dem Plan"
    override val announce = "Eine Weile vorher ankündigen?"
    override val no = "Nein"
    override val again = "Wie oft noch einmal, wenn Sie nicht antworten?"
    override val every = "Wie lange, bis sie wiederkommt?"
    override val swiped = "Wenn Sie sie wegwischen"
    override val others = "Andere Erinnerungen"
    override val topUp = "Beim Lichtausmachen, für eine kurze Massage"
    override val morningLog = "Am Morgen, um die Nacht einzutragen"
    override val safetyNet = "Täglich zu einer festen Zeit, falls Lull lange nicht lief"
    override val openApp = "Lull zu öffnen, bevor die Erinnerungen ausgehen"
    override val quiet = "Abende ohne Erinnerung"
    override val fallback = "Dann um"
    override val asUsual = "Wie an einem gewöhnlichen Abend"
    override val free = "Abende mit anderen Gewohnheiten"
    override val freeAbout = "Etwa Freitag und Samstag, wenn der nächste Tag frei ist."
    override val freeBedtime = "Dann gehen Sie ins Bett um"
    override val freeRising = "Danach stehen Sie auf um"
    override val freeOnset = "Dann fangen Ihre Beine an um"
    override val noOther = "Wie an den anderen"
    override val journey = "Wo die Uhr anders geht als zu Hause"
    override val strength = "Wie stark ist die Massage?"
    override val strengthAbout = "In Prozent dessen, was das Gerät kann. Sie fängt immer niedrig an."
    override val thisPhone = "Dieses Telefon"
    override val thisPhoneAbout = "Das Folgende gilt nur auf diesem Telefon. Keine Sicherung nimmt es mit."
    override val loud = "Die Erinnerung am Abend als Wecker stellen"
    override val loudAbout = "Dann hält das Telefon ihre Minute auch beim Akkusparen ein und zeigt am oberen Rand einen Wecker."
    override val hidden = "Lull vor Bildschirmfotos verbergen"
    override val hiddenAbout = "Dann ist auch in der Liste der letzten Apps nichts davon zu sehen."

    override fun times(times: Int) = if (times == 0) "Nicht noch einmal" else "$times-mal"

    override fun swipe(swipe: Swipe) =
        when (swipe) {
            Swipe.SNOOZE -> "Sie kommt wieder"
            Swipe.QUIET -> "Sie bleibt still"
        }

    override fun day(day: Weekday) =
        when (day) {
            Weekday.MONDAY -> "Montag"
            Weekday.TUESDAY -> "Dienstag"
            Weekday.WEDNESDAY -> "Mittwoch"
            Weekday.THURSDAY -> "Donnerstag"
            Weekday.FRIDAY -> "Freitag"
            Weekday.SATURDAY -> "Samstag"
            Weekday.SUNDAY -> "Sonntag"
        }

    override fun evening(day: Weekday) = "${day(day)}abend"

    override fun travel(travel: Travel) =
        when (travel) {
            Travel.ASK -> "Mich fragen"
            Travel.FOLLOW_LOCAL -> "Die Uhr dort"
            Travel.KEEP_HOME -> "Die Uhr zu Hause"
        }
}
