package app.lull.ui.morning

import app.lull.core.MorningAnswer

/** What a person writes about a night themselves. */
sealed interface OwnWords {
    val answer: MorningAnswer

    data class Note(
        val text: String,
    ) : OwnWords {
        override val answer get() = MorningAnswer.Note(text)
    }

    /** Some words, with commas between. */
    data class Tags(
        val text: String,
    ) : OwnWords {
        override val answer get() = MorningAnswer.Tags(text.split(',').map(String::trim).filter(String::isNotEmpty))
    }
}
