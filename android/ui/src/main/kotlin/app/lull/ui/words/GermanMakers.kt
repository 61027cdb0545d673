package app.lull.ui.words

import app.lull.ui.Maker

internal object GermanMakers {
    const val AFTER =
        "Die Namen sind von Telefon zu Telefon etwas anders. Ein Update des Telefons kann es zurückstellen: Sehen Sie danach wieder nach."

    fun about(maker: Maker) = "Telefone von ${name(maker)} beenden Apps von sich aus. Damit Lull Sie dort erinnern kann:"

    fun steps(maker: Maker) =
        when (maker) {
            Maker.XIAOMI ->
                listOf(
                    "In den Einstellungen, Apps, Lull: Autostart einschalten, oder Autostart im Hintergrund.",
                    "Auch dort, Energiesparen: Keine Beschränkungen.",
                    LOCK,
                )
            Maker.HUAWEI ->
                listOf(
                    "In den Einstellungen, Akku, App-Start: für Lull das automatische Verwalten ausschalten.",
                    "Dann alle drei erlauben: von selbst starten, von anderen Apps gestartet werden, im Hintergrund laufen.",
                    LOCK,
                )
            Maker.SAMSUNG ->
                listOf(
                    "In den Einstellungen, Akku, Grenzen der Hintergrundnutzung: Lull zu den Apps hinzufügen, die nie schlafen.",
                    "Dort nachsehen, dass Lull nicht unter den schlafenden und tief schlafenden Apps steht.",
                )
            Maker.OPPO ->
                listOf(
                    "In den Einstellungen, Apps, Automatischer Start: Lull einschalten.",
                    "In den Einstellungen, Apps, Lull, Akkunutzung: Aktivität im Hintergrund erlauben.",
                    LOCK,
                )
            Maker.VIVO ->
                listOf(
                    "In den Einstellungen, Apps, Autostart: Lull einschalten.",
                    "In den Einstellungen, Akku, Stromverbrauch im Hintergrund: ihn Lull erlauben.",
                    LOCK,
                )
        }

    private const val LOCK = "In der Liste der letzten Apps Lull nach unten ziehen oder gedrückt halten und auf das Schloss tippen."

    private fun name(maker: Maker) =
        when (maker) {
            Maker.XIAOMI -> "Xiaomi, Redmi und POCO"
            Maker.HUAWEI -> "Huawei und Honor"
            Maker.SAMSUNG -> "Samsung"
            Maker.OPPO -> "OPPO, realme und OnePlus"
            Maker.VIVO -> "vivo und iQOO"
        }
}
