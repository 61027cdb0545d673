package app.lull.ui.words

import app.lull.core.ApiException
import app.lull.core.Language
import app.lull.core.Notice

/**
 * Everything the screens say, in one language.
 *
 * Words are code, so that the compiler sees to it that every language says everything with the right arguments. They make
 * sentences; what is said, and when, the core has decided.
 */
interface Words {
    val tonight: TonightWords
    val more: MoreWords
    val trends: TrendsWords
    val diary: DiaryWords
    val reliability: ReliabilityWords
    val report: ReportWords
    val doctor: DoctorWords
    val devices: DevicesWords
    val backup: BackupWords
    val settings: SettingsWords
    val stretch: StretchWords
    val start: StartWords
    val about: AboutWords
    val check: CheckWords
    val reading: ReadingWords
    val health: HealthWords
    val session: SessionWords
    val morning: MorningWords
    val night: NightWords
    val setup: SetupWords
    val reminder: ReminderWords

    /** In which the core writes whole pages. */
    val language: Language

    val back: String
    val tryAgain: String

    /** What the person should know, and what to do about it. */
    fun notice(
        notice: Notice,
        times: Times,
    ): String

    /** Why a call did nothing, and what to do about it. */
    fun trouble(
        trouble: ApiException,
        times: Times,
    ): String
}
