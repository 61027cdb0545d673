package app.lull.ui.words

import app.lull.core.NightRecord

/** The words of the list of nights. */
interface DiaryWords {
    val title: String
    val nothingYet: String

    /** Of a night about which nothing is kept. */
    val nothing: String
    val log: String
    val change: String
    val noSymptoms: String
    val takeOut: String
    val undo: String
    val earlier: String
    val later: String

    fun going(night: String): String

    /** What is kept of a night, in one line. */
    fun told(
        record: NightRecord,
        times: Times,
    ): String
}
