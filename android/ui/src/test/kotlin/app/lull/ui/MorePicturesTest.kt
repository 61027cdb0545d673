package app.lull.ui

import app.lull.core.Audit
import app.lull.core.Capabilities
import app.lull.core.Cause
import app.lull.core.CauseCount
import app.lull.core.ClockTime
import app.lull.core.DeviceChoice
import app.lull.core.DeviceKind
import app.lull.core.FoundDevice
import app.lull.core.FreeEvenings
import app.lull.core.WakeReason
import app.lull.core.Weekday
import app.lull.core.offers
import app.lull.core.stretches
import app.lull.ui.about.AboutScreen
import app.lull.ui.backup.BackupScreen
import app.lull.ui.backup.BackupState
import app.lull.ui.devices.DeviceScreen
import app.lull.ui.devices.DeviceState
import app.lull.ui.devices.DevicesScreen
import app.lull.ui.devices.DevicesState
import app.lull.ui.more.MoreScreen
import app.lull.ui.reading.ReadingScreen
import app.lull.ui.reading.ReadingState
import app.lull.ui.reliability.ReliabilityScreen
import app.lull.ui.reliability.ReliabilityState
import app.lull.ui.settings.SettingsScreen
import app.lull.ui.settings.SettingsState
import app.lull.ui.stretch.StretchScreen
import app.lull.ui.stretch.StretchState
import kotlinx.coroutines.runBlocking
import kotlin.test.Test

/** Pictures of everything that is set up, tested and kept safe. */
class MorePicturesTest : Pictures() {
    @Test
    fun more() = compared("more", height = 1550) { MoreScreen {} }

    @Test
    fun reliability() =
        Bedside("18:00").setUp().use { bedside ->
            bedside.reminders.allowed = Capabilities(exactAlarms = false, notifications = true, slots = 500u)
            val checks =
                CheckKind.entries.map { kind ->
                    when (kind) {
                        CheckKind.EXACT_ALARMS -> Check(kind, CheckState.HINDERS)
                        CheckKind.MAKER -> Check(kind, CheckState.UNKNOWN)
                        else -> Check(kind, CheckState.OK)
                    }
                }
            runBlocking { bedside.reminders.wake(WakeReason.LAUNCH) }
            val causes = listOf(CauseCount(Cause.EXACT_ALARMS_OFF, 1u, 0u), CauseCount(Cause.PHONE_OFF, 0u, 1u))
            val audit = Audit(listOf(), 24u, 1u, 1u, 22u, causes, listOf())
            val state = ReliabilityState(checks, Maker.SAMSUNG, bedside.reminders.notices.value, audit, "Europe/Berlin", testIsSet = true)
            compared("reliability", height = 1650) { ReliabilityScreen(state) {} }
        }

    @Test
    fun devices() =
        Bedside("18:00").setUp().withFeet().use { bedside ->
            val finds =
                listOf(
                    FoundDevice(DeviceChoice.Manual, null, null, null, null, true, null, null),
                    FoundDevice(null, "ShellyPlus", (-52).toShort(), "C0:00:00:00:00:01", DeviceKind.SHELLY_PLUG, false, null, null),
                )
            val state = bedside.ask { DevicesState(devices(), settings().device, finds, isSearching = false) }
            compared("devices", height = 1200) { DevicesScreen(state) {} }
        }

    @Test
    fun device() =
        Bedside("18:00").setUp().withFeet().use { bedside ->
            val state = bedside.ask { DeviceState(devices().single()) }
            compared("device", height = 1200) { DeviceScreen(state) {} }
        }

    @Test
    fun backup() =
        Bedside("18:00").setUp().nights(20).use { bedside ->
            val backups = bedside.ask { createBackup(null, null, it).let { backups() } }
            val copies = Copies("Memory card", instant("17:30"), CopyTrouble.NOT_ALLOWED)
            val state = BackupState(backups, copies, "Europe/Berlin", toRestore = backups.first().path, made = true)
            compared("backup", height = 2400) { BackupScreen(state) {} }
        }

    @Test
    fun settings() =
        Bedside("18:00").setUp().use { bedside ->
            val free = FreeEvenings(listOf(Weekday.FRIDAY), ClockTime(23u, 30u), ClockTime(8u, 30u), null)
            val state = SettingsState(bedside.ask { settings() }.copy(freeEvenings = free), bedside.ask { offers() }, Own(loud = true))
            compared("settings", height = 4650) { SettingsScreen(state) {} }
        }

    @Test
    fun stretch() = compared("stretch", height = 1800) { StretchScreen(StretchState(stretches())) {} }

    @Test
    fun about() = compared("about", height = 1200) { AboutScreen {} }

    @Test
    fun reading() =
        Bedside("18:00").setUp().use { bedside ->
            val table = "Date;Started;Worst;Weather\n03.11.2026;20:10;6,5;rain\n04.11.2026;19:50;7;sun\n".encodeToByteArray()
            val choices = ReadingState().choices
            val guess = bedside.ask { previewTable(table, choices, it) }
            compared("reading", height = 1500) { ReadingScreen(ReadingState(choices, guess)) {} }
        }
}
