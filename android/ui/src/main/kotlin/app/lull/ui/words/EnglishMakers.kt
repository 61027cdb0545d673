package app.lull.ui.words

import app.lull.ui.Maker

/** What makers call their own settings differs from phone to phone; these are the ways most of theirs have. */
internal object EnglishMakers {
    const val AFTER = "Names differ a little from phone to phone. An update of the phone may turn it back: look again after one."

    fun about(maker: Maker) = "Phones of ${name(maker)} stop apps on their own. So that they let Lull remind you:"

    fun steps(maker: Maker) =
        when (maker) {
            Maker.XIAOMI ->
                listOf(
                    "In the settings, Apps, Lull: turn on Autostart, or Background autostart.",
                    "There too, Battery saver: No restrictions.",
                    LOCK,
                )
            Maker.HUAWEI ->
                listOf(
                    "In the settings, Battery, App launch: turn off \"manage automatically\" for Lull.",
                    "Then allow all three: launch by itself, launch by other apps, run in the background.",
                    LOCK,
                )
            Maker.SAMSUNG ->
                listOf(
                    "In the settings, Battery, Background usage limits: add Lull to the apps that never sleep.",
                    "See there that Lull is not among the sleeping and the deep sleeping apps.",
                )
            Maker.OPPO ->
                listOf(
                    "In the settings, Apps, Auto launch: turn Lull on.",
                    "In the settings, Apps, Lull, Battery usage: allow activity in the background.",
                    LOCK,
                )
            Maker.VIVO ->
                listOf(
                    "In the settings, Apps, Autostart: turn Lull on.",
                    "In the settings, Battery, Background power consumption: allow it to Lull.",
                    LOCK,
                )
        }

    private const val LOCK = "In the list of recent apps, pull Lull down or hold it, and tap the lock."

    private fun name(maker: Maker) =
        when (maker) {
            Maker.XIAOMI -> "Xiaomi, Redmi and POCO"
            Maker.HUAWEI -> "Huawei and Honor"
            Maker.SAMSUNG -> "Samsung"
            Maker.OPPO -> "OPPO, realme and OnePlus"
            Maker.VIVO -> "vivo and iQOO"
        }
}
