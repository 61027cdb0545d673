package app.lull.ui.words

import app.lull.ui.more.MoreTap

internal object EnglishMore : MoreWords {
    override val title = "More"

    override fun name(way: MoreTap) =
        when (way) {
            MoreTap.BACK -> English.back
            MoreTap.DIARY -> English.diary.title
            MoreTap.TRENDS -> English.trends.title
            MoreTap.DOCTOR -> English.doctor.title
            MoreTap.REPORT -> English.report.title
            MoreTap.HEALTH -> English.health.title
            MoreTap.STRETCH -> English.stretch.title
            MoreTap.DEVICES -> English.devices.title
            MoreTap.RELIABILITY -> English.reliability.title
            MoreTap.SETTINGS -> English.settings.title
            MoreTap.BACKUP -> English.backup.title
            MoreTap.SETUP -> "Your evenings"
            MoreTap.READING -> English.reading.title
            MoreTap.ABOUT -> English.about.title
        }

    override fun about(way: MoreTap) =
        when (way) {
            MoreTap.BACK -> English.tonight.title
            MoreTap.DIARY -> "Every night, to read, correct or fill in"
            MoreTap.TRENDS -> "How your nights were, week by week"
            MoreTap.DOCTOR -> "Patterns worth discussing, and what is good to know"
            MoreTap.REPORT -> "To read, and to hand over; the diary as a file, too"
            MoreTap.HEALTH -> "What you take, iron tests and questions, for the doctor's page"
            MoreTap.STRETCH -> "For the calves, after a massage or on their own"
            MoreTap.DEVICES -> "Add, test, rename, choose"
            MoreTap.RELIABILITY -> "What stands in their way, and how the last ones came"
            MoreTap.SETTINGS -> "When and how often reminders come, how strong the massage is"
            MoreTap.BACKUP -> "Keep the diary safe, and bring it back"
            MoreTap.SETUP -> "Bedtime, lead and safety questions"
            MoreTap.READING -> "A table you kept elsewhere, or another phone's diary"
            MoreTap.ABOUT -> "What Lull is and is not, and whose work it stands on"
        }
}
