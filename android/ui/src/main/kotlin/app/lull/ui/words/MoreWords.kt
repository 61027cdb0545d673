package app.lull.ui.words

import app.lull.ui.more.MoreTap

/** The words of the list of screens. */
interface MoreWords {
    val title: String

    fun name(way: MoreTap): String

    /** What is found there. */
    fun about(way: MoreTap): String
}
