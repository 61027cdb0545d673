package app.lull.ui.words

import app.lull.ui.more.MoreTap

internal object EnglishMore : MoreWords {
    override val title = "More"

    override fun name(way: MoreTap) =
        when (way) {
            MoreTap.BACK -> English.back
            MoreTap.DIARY -> English.diary.title
            MoreTap.TRENDS -> English.trends.title
            MoreTap.SETUP -> "Your evenings"
        }

    override fun about(way: MoreTap) =
        when (way) {
            MoreTap.BACK -> English.tonight.title
            MoreTap.DIARY -> "Every night, to read, correct or fill in"
            MoreTap.TRENDS -> "How your nights were, week by week"
            MoreTap.SETUP -> "Bedtime, lead and safety questions"
        }
}
