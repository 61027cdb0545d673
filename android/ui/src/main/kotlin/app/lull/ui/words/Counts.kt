package app.lull.ui.words

/** A number with its noun: 1 night, 2 nights. */
internal fun counted(
    number: UInt,
    one: String,
    many: String,
): String = if (number == 1u) "1 $one" else "$number $many"
