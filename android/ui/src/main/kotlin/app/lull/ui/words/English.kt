package app.lull.ui.words

import app.lull.core.ApiException
import app.lull.core.Language
import app.lull.core.Notice
import app.lull.core.NoticeKind

object English : Words {
    override val tonight: TonightWords = EnglishTonight
    override val more: MoreWords = EnglishMore
    override val trends: TrendsWords = EnglishTrends
    override val diary: DiaryWords = EnglishDiary
    override val reliability: ReliabilityWords = EnglishReliability
    override val report: ReportWords = EnglishReport
    override val doctor: DoctorWords = EnglishDoctor
    override val devices: DevicesWords = EnglishDevices
    override val backup: BackupWords = EnglishBackup
    override val settings: SettingsWords = EnglishSettings
    override val stretch: StretchWords = EnglishStretch
    override val start: StartWords = EnglishStart
    override val about: AboutWords = EnglishAbout
    override val check: CheckWords = EnglishCheck
    override val reading: ReadingWords = EnglishReading
    override val health: HealthWords = EnglishHealth
    override val session: SessionWords = EnglishSession
    override val morning: MorningWords = EnglishMorning
    override val night: NightWords = EnglishNight
    override val setup: SetupWords = EnglishSetup
    override val reminder: ReminderWords = EnglishReminder

    override val language = Language.EN

    override val back = "Back"
    override val tryAgain = "Try again"

    override fun notice(
        notice: Notice,
        times: Times,
    ): String {
        val said = Said(notice.message, times)
        return when (notice.kind) {
            NoticeKind.NOTIFICATIONS_OFF ->
                "Notifications are off, so no reminder can be shown. Allow them in the phone's settings."
            NoticeKind.EXACT_ALARMS_OFF ->
                "Exact alarms are not allowed: reminders are set ${said["early"]} minutes earlier and may still come late."
            NoticeKind.BACKGROUND_RESTRICTED ->
                "The phone keeps Lull from running in the background. Reminders may never come. Allow it in the battery settings."
            NoticeKind.FORCE_STOPPED ->
                "Lull was stopped by force, which took its reminders away. They are set again."
            NoticeKind.HORIZON_SHORT ->
                "The phone holds only ${said["nights"]} nights of reminders. Open Lull before they are over."
            NoticeKind.EXTRAS_SHORT ->
                "Every night has its reminder, but the phone had no room for ${said["dropped"]} others."
            NoticeKind.REMINDER_MISSED ->
                "The reminder of ${said["time"]} was not seen to come. Legs were expected to start at ${said["onset"]}."
            NoticeKind.SESSION_INTERRUPTED -> "The massage of ${said["started"]} was cut off. ${massager(said)}"
            NoticeKind.ALARM_REFUSED ->
                "The phone refused ${said["count"]} of the reminders. Open Lull again later."
            NoticeKind.DIARY_DAMAGED ->
                "The diary's file was damaged. ${said["nights"]} nights and ${said["sessions"]} massages were saved, and nothing was deleted."
            NoticeKind.ZONE_CHANGED ->
                "The clock here (${said["here"]}) is another one than at home (${said["home"]}). Which one counts for reminders?"
        }
    }

    override fun trouble(
        trouble: ApiException,
        times: Times,
    ): String =
        when (trouble) {
            is ApiException.BluetoothOff -> "Bluetooth is off. Switch it on."
            is ApiException.NoBluetooth -> "This device has no working Bluetooth."
            is ApiException.PermissionMissing -> "Lull may not use Bluetooth yet. Allow it in the phone's settings."
            is ApiException.DeviceNotFound -> "The massager was not found. Switch it on and bring it near."
            is ApiException.DeviceBusy -> "Another phone holds the massager. End its use there."
            is ApiException.BondLost -> "The massager and this phone no longer know each other. Forget it and add it again."
            is ApiException.PairingRefused -> "The massager did not let itself be paired. Put it into pairing mode."
            is ApiException.StorageFull -> "There is no space left for the diary. Free some; nothing you said is lost until you leave this screen."
            is ApiException.StorageUnusable -> "The diary cannot be used right now. Try again."
            is ApiException.DataNewerThanApp -> "The diary was written by a newer Lull. Update the app; the diary is untouched."
            is ApiException.InvalidInput -> "That cannot be kept. ${EnglishInvalids.told(trouble)}."
            is ApiException.SafetyCheckNeeded -> "The safety check comes before the first massage."
            is ApiException.DeviceNotTested -> "${trouble.device} has not passed its test yet."
            is ApiException.NoFailSafe -> "Nothing stops ${trouble.device} without the phone. Take note of that first."
            is ApiException.ExperimentalDevice -> "This kind of device is experimental."
            is ApiException.SessionRunning -> "A massage is already running."
            is ApiException.NoSession -> "No massage is running."
            is ApiException.RestNeeded -> "Your legs rest a while before the next massage."
            is ApiException.DailyCapReached -> "${trouble.minutes} minutes are enough for one night."
            is ApiException.Cancelled -> "That was called off."
            is ApiException.Internal -> "Something in Lull itself went wrong (report ${trouble.reportId})."
        }

    /** What became of the massager of a massage that was cut off. */
    private fun massager(said: Said) =
        when {
            said.isTime("stops_by") -> "The massager stops by itself by ${said["stops_by"]}."
            said["stopped"] == "never_ran" -> "The massager was never switched on."
            else -> "The massager was not seen to stop: switch it off or pull the plug."
        }
}
