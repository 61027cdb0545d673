package app.lull.ui.words

import app.lull.core.Association
import app.lull.core.ComparedWeek
import app.lull.core.FourWeeks

/** The words of comparisons: the four weeks since the first massage, and what went with better or worse nights. */
interface CheckWords {
    val title: String
    val caution: String
    val associations: String
    val associationsCaution: String

    fun baseline(
        check: FourWeeks,
        times: Times,
    ): String

    /** One week beside the week before the first massage. */
    fun week(
        number: Int,
        week: ComparedWeek,
        times: Times,
    ): String

    fun association(
        one: Association,
        times: Times,
    ): String
}
