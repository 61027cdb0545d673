package app.lull.ui.words

import app.lull.ui.more.MoreTap

internal object GermanMore : MoreWords {
    override val title = "Mehr"

    override fun name(way: MoreTap) =
        when (way) {
            MoreTap.BACK -> German.back
            MoreTap.DIARY -> German.diary.title
            MoreTap.TRENDS -> German.trends.title
            MoreTap.SETUP -> "Ihre Abende"
        }

    override fun about(way: MoreTap) =
        when (way) {
            MoreTap.BACK -> German.tonight.title
            MoreTap.DIARY -> "Jede Nacht, zum Lesen, Ändern oder Nachtragen"
            MoreTap.TRENDS -> "Wie Ihre Nächte waren, Woche für Woche"
            MoreTap.SETUP -> "Bettzeit, Vorlauf und Fragen zur Sicherheit"
        }
}
