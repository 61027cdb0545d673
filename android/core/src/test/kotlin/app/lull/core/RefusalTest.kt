package app.lull.core

import kotlinx.coroutines.delay
import java.io.RandomAccessFile
import kotlin.io.path.createTempDirectory
import kotlin.io.path.createTempFile
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertIs
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue

/** Every error a person can meet on this side, by what they can do about it. */
class RefusalTest {
    private fun refused(call: () -> Unit) = assertFailsWith<ApiException.InvalidInput> { call() }

    @Test
    fun `an input that makes no sense is refused by its field`() {
        Phone().use { phone ->
            val app = phone.app
            val now = moment("18:00")
            val entry = Entry(night = "2026-11-20")
            val refusals =
                listOf(
                    "zone" to refused { app.plan(now.copy(zone = "Mars/Olympus")) },
                    "severity" to refused { app.log(entry.copy(severity = 11u), now) },
                    "sleep_quality" to refused { app.log(entry.copy(sleepQuality = 200u), now) },
                    "got_up" to refused { app.log(entry.copy(gotUp = 51u), now) },
                    "note" to refused { app.log(entry.copy(note = "a".repeat(40_000_000)), now) },
                    "night" to refused { app.log(entry.copy(night = "2026-11-22"), now) },
                    "night" to refused { app.entry("2026-02-30") },
                    "time" to refused { app.remindTonightAt(ClockTime(24u, 0u), now) },
                    "level" to refused { app.saveSettings(app.settings().copy(holdLevel = 101u)) },
                    "lead_minutes" to refused { app.saveSettings(app.settings().copy(leadMinutes = 4u)) },
                    "alarm" to refused { app.alarmFired("noon-2026-11-21", now) },
                )
            for ((field, refusal) in refusals) assertEquals(field, refusal.field, "$refusal")
            assertTrue(app.nights().isEmpty(), "nothing was half-written")
            assertTrue(!app.isSetUp())
        }
    }

    @Test
    fun `a contradiction names both fields`() {
        Phone().use { phone ->
            val entry =
                Entry(
                    night = "2026-11-20",
                    symptoms = Symptoms.NO,
                    onset = Onset.At(clock("21:10"), OnsetSource.RECALLED),
                )
            val refusal = refused { phone.app.log(entry, moment("18:00")) }
            assertEquals("onset", refusal.field)
            assertEquals(InvalidReason.Contradicts("symptoms"), refusal.reason)
        }
    }

    @Test
    fun `one bad row of an import names its line and nothing is imported`() {
        Phone().use { phone ->
            val csv = "night,symptoms,severity\n2026-11-18,yes,4\n2026-11-19,yes,eleven\n"
            val refusal = refused { phone.app.importCsv(csv.encodeToByteArray(), moment("18:00")) }
            assertEquals(3uL, refusal.line)
            assertEquals("severity", refusal.field)
            assertTrue(phone.app.nights().isEmpty())
        }
    }

    @Test
    fun `no start before the safety check was answered`() {
        Phone().use { phone ->
            assertIs<Gate.NotAnswered>(phone.app.safetyGate())
            val refusal = assertFailsWith<ApiException.SafetyCheckNeeded> { phone.start(ProgramKind.EVENING) }
            assertTrue(refusal.conditions.isEmpty())
            assertNull(phone.app.runningSession())
        }
    }

    @Test
    fun `no start with a condition before a doctor agreed`() =
        story {
            Phone().use { phone ->
                val check = SafetyCheck(instant("15:00"), listOf(Condition.BLOOD_CLOTS), doctorAgreed = false)
                phone.app.saveSettings(phone.app.settings().copy(safety = check))
                val refusal = assertFailsWith<ApiException.SafetyCheckNeeded> { phone.start(ProgramKind.EVENING) }
                assertEquals(listOf(Condition.BLOOD_CLOTS), refusal.conditions)
                phone.app.saveSettings(phone.app.settings().copy(safety = check.copy(doctorAgreed = true)))
                val session = phone.start(ProgramKind.EVENING)
                session.stop()
                Follower(session).toTheEnd()
            }
        }

    @Test
    fun `a rest lies between two sessions`() =
        story {
            Phone().use { phone ->
                phone.answerSafetyCheck()
                Follower(phone.start(ProgramKind.TOP_UP, at = "20:00")).toTheEnd()
                awaitNoSession(phone)
                val refusal =
                    assertFailsWith<ApiException.RestNeeded> { phone.start(ProgramKind.TOP_UP, at = "20:13", id = 8u) }
                assertTrue(refusal.until > instant("20:13"), "${refusal.until}")
            }
        }

    @Test
    fun `a night has only so many minutes of massage`() =
        story {
            // without a radio, so that nothing has to keep step with such a fast clock
            Phone(speed = 3_000u).use { phone ->
                phone.answerSafetyCheck()
                val hours = 13u..20u
                val refusal =
                    hours.firstNotNullOfOrNull { hour ->
                        try {
                            val request = SessionRequest(ProgramKind.EVENING, id = hour, DeviceChoice.Manual)
                            Follower(phone.app.startSession(request, moment("$hour:00"))).toTheEnd()
                            awaitNoSession(phone)
                            null
                        } catch (refused: ApiException.DailyCapReached) {
                            hour to refused.minutes
                        }
                    }
                val (hour, minutes) = assertNotNull(refusal, "eight sessions of half an hour were allowed")
                assertTrue(hour > 14u, "refused at $hour:00 already")
                assertTrue(minutes > 0u)
            }
        }

    @Test
    fun `another program's session is not started twice`() =
        story {
            Phone().use { phone ->
                phone.answerSafetyCheck()
                val session = phone.start(ProgramKind.EVENING, id = 5u)
                App.open(phone.config).use { other ->
                    val refusal =
                        assertFailsWith<ApiException.SessionRunning> {
                            other.startSession(SessionRequest(ProgramKind.EVENING, 6u), moment("20:26"))
                        }
                    assertEquals(5u, refusal.id)
                    assertNull(other.runningSession())
                }
                session.stop()
                Follower(session).toTheEnd()
            }
        }

    @Test
    fun `a folder that is a file cannot hold a diary`() {
        val file = createTempFile("lull")
        val refusal = assertFailsWith<ApiException.StorageUnusable> { App.open(AppConfig("$file/diary")) }
        val trouble = assertIs<StorageTrouble.CannotUse>(refusal.trouble)
        assertTrue(trouble.path.startsWith("$file"), trouble.path)
    }

    @Test
    fun `a diary written by a newer Lull is refused and left alone`() {
        val folder = createTempDirectory("lull")
        Phone(folder = folder).use { phone ->
            phone.app.log(Entry(night = "2026-11-20"), moment("18:00"))
            phone.app.close()
            RandomAccessFile(phone.diary.toFile(), "rw").use { file ->
                file.seek(USER_VERSION_OFFSET)
                file.writeInt(9_000)
            }
            val refusal = assertFailsWith<ApiException.DataNewerThanApp> { App.open(phone.config) }
            assertEquals(9_000, refusal.found)
            assertTrue(refusal.known < refusal.found)
        }
    }

    private suspend fun awaitNoSession(phone: Phone) {
        while (phone.app.runningSession() != null) delay(5)
    }

    private companion object {
        /** Where SQLite keeps `user_version` in a database's header, big-endian. */
        const val USER_VERSION_OFFSET = 60L
    }
}
