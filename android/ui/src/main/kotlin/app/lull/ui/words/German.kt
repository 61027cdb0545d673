package app.lull.ui.words

import app.lull.core.ApiException
import app.lull.core.Language
import app.lull.core.Notice
import app.lull.core.NoticeKind

object German : Words {
    override val tonight: TonightWords = GermanTonight
    override val more: MoreWords = GermanMore
    override val trends: TrendsWords = GermanTrends
    override val diary: DiaryWords = GermanDiary
    override val reliability: ReliabilityWords = GermanReliability
    override val report: ReportWords = GermanReport
    override val doctor: DoctorWords = GermanDoctor
    override val devices: DevicesWords = GermanDevices
    override val backup: BackupWords = GermanBackup
    override val settings: SettingsWords = GermanSettings
    override val stretch: StretchWords = GermanStretch
    override val start: StartWords = GermanStart
    override val about: AboutWords = GermanAbout
    override val check: CheckWords = GermanCheck
    override val reading: ReadingWords = GermanReading
    override val health: HealthWords = GermanHealth
    override val session: SessionWords = GermanSession
    override val morning: MorningWords = GermanMorning
    override val night: NightWords = GermanNight
    override val setup: SetupWords = GermanSetup
    override val reminder: ReminderWords = GermanReminder

    override val language = Language.DE

    override val back = "Zurück"
    override val tryAgain = "Noch einmal"

    override fun notice(
        notice: Notice,
        times: Times,
    ): String {
        val said = Said(notice.message, times)
        return when (notice.kind) {
            NoticeKind.NOTIFICATIONS_OFF ->
                "Mitteilungen sind aus, darum kann keine Erinnerung erscheinen. Bitte erlauben Sie sie in den Einstellungen des Telefons."
            NoticeKind.EXACT_ALARMS_OFF ->
                "Genaue Wecker sind nicht erlaubt: Erinnerungen werden ${said["early"]} Minuten früher gestellt und können trotzdem spät kommen."
            NoticeKind.BACKGROUND_RESTRICTED ->
                "Das Telefon lässt Lull nicht im Hintergrund laufen. Erinnerungen bleiben vielleicht aus. Bitte erlauben Sie es in den Akku-Einstellungen."
            NoticeKind.FORCE_STOPPED ->
                "Lull wurde zwangsweise beendet; dabei gingen die Erinnerungen verloren. Sie sind wieder gestellt."
            NoticeKind.HORIZON_SHORT ->
                "Das Telefon hält nur ${said["nights"]} Nächte an Erinnerungen. Öffnen Sie Lull, bevor sie vorbei sind."
            NoticeKind.EXTRAS_SHORT ->
                "Jede Nacht hat ihre Erinnerung, aber für ${said["dropped"]} andere war kein Platz."
            NoticeKind.REMINDER_MISSED ->
                "Die Erinnerung um ${said["time"]} ist wohl nicht gekommen. Der Beginn wurde um ${said["onset"]} erwartet."
            NoticeKind.SESSION_INTERRUPTED -> "Die Massage von ${said["started"]} wurde abgebrochen. ${massager(said)}"
            NoticeKind.ALARM_REFUSED ->
                "Das Telefon hat ${said["count"]} Erinnerungen abgelehnt. Öffnen Sie Lull später noch einmal."
            NoticeKind.DIARY_DAMAGED ->
                "Die Datei des Tagebuchs war beschädigt. ${said["nights"]} Nächte und ${said["sessions"]} Massagen sind gerettet, " +
                    "gelöscht wurde nichts."
            NoticeKind.ZONE_CHANGED ->
                "Die Uhr hier (${said["here"]}) geht anders als zu Hause (${said["home"]}). Welche zählt für Erinnerungen?"
        }
    }

    override fun trouble(
        trouble: ApiException,
        times: Times,
    ): String =
        when (trouble) {
            is ApiException.BluetoothOff -> "Bluetooth ist aus. Bitte einschalten."
            is ApiException.NoBluetooth -> "Hier gibt es kein funktionierendes Bluetooth."
            is ApiException.PermissionMissing -> "Lull darf Bluetooth noch nicht benutzen. Bitte erlauben Sie es in den Einstellungen."
            is ApiException.DeviceNotFound -> "Das Gerät wurde nicht gefunden. Schalten Sie es ein und bringen Sie es in die Nähe."
            is ApiException.DeviceBusy -> "Ein anderes Telefon hält das Gerät. Beenden Sie es dort."
            is ApiException.BondLost -> "Gerät und Telefon kennen sich nicht mehr. Entfernen Sie es und fügen Sie es neu hinzu."
            is ApiException.PairingRefused -> "Das Gerät ließ sich nicht koppeln. Bringen Sie es in den Kopplungsmodus."
            is ApiException.StorageFull ->
                "Für das Tagebuch ist kein Platz mehr. Schaffen Sie welchen; bis Sie diese Seite verlassen, geht nichts verloren."
            is ApiException.StorageUnusable -> "Das Tagebuch ist gerade nicht benutzbar. Versuchen Sie es noch einmal."
            is ApiException.DataNewerThanApp -> "Das Tagebuch stammt von einem neueren Lull. Aktualisieren Sie die App; das Tagebuch ist unberührt."
            is ApiException.InvalidInput -> "Das kann nicht behalten werden. ${GermanInvalids.told(trouble)}."
            is ApiException.SafetyCheckNeeded -> "Vor der ersten Massage kommen die Fragen zur Sicherheit."
            is ApiException.DeviceNotTested -> "${trouble.device} hat seinen Test noch nicht bestanden."
            is ApiException.NoFailSafe -> "Nichts hält ${trouble.device} ohne das Telefon an. Bitte nehmen Sie das zuerst zur Kenntnis."
            is ApiException.ExperimentalDevice -> "Diese Art von Gerät ist experimentell."
            is ApiException.SessionRunning -> "Eine Massage läuft schon."
            is ApiException.NoSession -> "Es läuft keine Massage."
            is ApiException.RestNeeded -> "Vor der nächsten Massage ruhen Ihre Beine eine Weile."
            is ApiException.DailyCapReached -> "${trouble.minutes} Minuten sind genug für eine Nacht."
            is ApiException.Cancelled -> "Das wurde abgebrochen."
            is ApiException.Internal -> "In Lull selbst ging etwas schief (Bericht ${trouble.reportId})."
        }

    /** What became of the massager of a massage that was cut off. */
    private fun massager(said: Said) =
        when {
            said.isTime("stops_by") -> "Das Gerät hält von selbst an bis ${said["stops_by"]}."
            said["stopped"] == "never_ran" -> "Das Gerät wurde nie eingeschaltet."
            else -> "Der Stillstand wurde nicht gesehen: ausschalten oder Stecker ziehen."
        }
}
