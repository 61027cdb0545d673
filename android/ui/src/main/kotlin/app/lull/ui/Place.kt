package app.lull.ui

import app.lull.ui.diary.DiaryPresenter
import app.lull.ui.more.MoreTap
import app.lull.ui.morning.MorningPresenter
import app.lull.ui.session.SessionPresenter
import app.lull.ui.setup.SetupPresenter
import app.lull.ui.tonight.TonightPresenter
import app.lull.ui.trends.TrendsPresenter

/** A screen's presenter, as the way from screen to screen knows it. */
interface Visited {
    /** The screen came up, or came back. */
    fun look() {}

    /** The person left it behind. */
    fun left() {}
}

/** Which screen is shown. */
sealed interface Place {
    val visited: Visited

    data class Tonight(
        override val visited: TonightPresenter,
    ) : Place

    data class Session(
        override val visited: SessionPresenter,
    ) : Place

    data class Setup(
        override val visited: SetupPresenter,
    ) : Place

    data class Morning(
        override val visited: MorningPresenter,
    ) : Place

    data class Trends(
        override val visited: TrendsPresenter,
    ) : Place

    data class Diary(
        override val visited: DiaryPresenter,
    ) : Place

    data class More(
        val onTap: (MoreTap) -> Unit,
    ) : Place {
        override val visited = NothingToRead
    }
}

/** A screen that says the same every time. */
object NothingToRead : Visited
