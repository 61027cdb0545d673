package app.lull.ui.words

import app.lull.ui.more.MoreTap

internal object GermanMore : MoreWords {
    override val title = "Mehr"

    override fun name(way: MoreTap) =
        when (way) {
            MoreTap.BACK -> German.back
            MoreTap.DIARY -> German.diary.title
            MoreTap.TRENDS -> German.trends.title
            MoreTap.DOCTOR -> German.doctor.title
            MoreTap.REPORT -> German.report.title
            MoreTap.HEALTH -> German.health.title
            MoreTap.STRETCH -> German.stretch.title
            MoreTap.DEVICES -> German.devices.title
            MoreTap.RELIABILITY -> German.reliability.title
            MoreTap.SETTINGS -> German.settings.title
            MoreTap.BACKUP -> German.backup.title
            MoreTap.SETUP -> "Ihre Abende"
            MoreTap.READING -> German.reading.title
            MoreTap.ABOUT -> German.about.title
        }

    override fun about(way: MoreTap) =
        when (way) {
            MoreTap.BACK -> German.tonight.title
            MoreTap.DIARY -> "Jede Nacht, zum Lesen, Ändern oder Nachtragen"
            MoreTap.TRENDS -> "Wie Ihre Nächte waren, Woche für Woche"
            MoreTap.DOCTOR -> "Muster, die man besprechen sollte, und Wissenswertes"
            MoreTap.REPORT -> "Zum Lesen und Weitergeben; auch das Tagebuch als Datei"
            MoreTap.HEALTH -> "Was Sie nehmen, Eisenwerte und Fragen, für die Seite für die Praxis"
            MoreTap.STRETCH -> "Für die Waden, nach einer Massage oder für sich"
            MoreTap.DEVICES -> "Hinzufügen, testen, umbenennen, wählen"
            MoreTap.RELIABILITY -> "Was ihnen im Weg steht, und wie die letzten kamen"
            MoreTap.SETTINGS -> "Wann und wie oft erinnert wird, wie stark die Massage ist"
            MoreTap.BACKUP -> "Das Tagebuch sichern und zurückholen"
            MoreTap.SETUP -> "Bettzeit, Vorlauf und Fragen zur Sicherheit"
            MoreTap.READING -> "Eine Tabelle von anderswo oder das Tagebuch eines anderen Telefons"
            MoreTap.ABOUT -> "Was Lull ist und nicht ist, und auf wessen Arbeit es steht"
        }
}
