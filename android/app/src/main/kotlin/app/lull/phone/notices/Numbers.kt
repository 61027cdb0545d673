package app.lull.phone.notices

/** The notifications' numbers, each a kind of its own. */
internal object Numbers {
    const val REMINDER = 1
    const val SESSION = 2
    const val SESSION_END = 3
    const val TROUBLE = 4
}
