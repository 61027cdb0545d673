package app.lull.core

import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertIs
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue

class EveningTest {
    private val allowed = Capabilities(exactAlarms = true, notifications = true, slots = 40u)

    @Test
    fun `an evening from plan to morning log`() =
        story {
            Phone().use { phone ->
                val app = phone.app
                setUp(phone)

                val plan = app.plan(moment("15:00"))
                assertEquals(clock("21:00"), plan.onset)
                assertEquals(Basis.OWN_ONSET, plan.basis)
                assertEquals("${TONIGHT}T20:20", assertNotNull(plan.remind).text())

                val evening = ring(phone)
                val session = phone.start(ProgramKind.EVENING, at = "20:21")
                val follower = Follower(session)
                val end = follower.toTheEnd()
                assertIs<EndReason.Complete>(end.reason, "$follower")
                assertEquals(Stopped.OBSERVED, end.stopped, "$follower")
                assertEquals(0u.toUByte(), phone.massager().motor())
                assertTrue(phone.massager().log().isNotEmpty())

                val audit = app.audit(1u, moment("23:00"))
                val delivery = audit.deliveries.map { it.delivery }.single { it.id == evening.id }
                assertEquals(instant("20:20"), delivery.fired)
                assertEquals(instant("20:20"), delivery.shown)
                assertIs<Action.Start>(delivery.acted?.action)
                assertEquals(1u, audit.onTime)

                val morning = moment("2026-11-22T07:35")
                val entry =
                    Entry(
                        night = TONIGHT,
                        symptoms = Symptoms.YES,
                        onset = Onset.At(clock("21:10"), OnsetSource.RECALLED),
                        severity = 4u,
                        sleepQuality = 7u,
                        gotUp = 1u,
                        helped = Helped.SOMEWHAT,
                        bodyParts = listOf(BodyPart.CALVES),
                        note = "long bus ride",
                    )
                val changes = app.log(entry, morning)
                assertTrue(changes.diary)
                val night = app.nights().single()
                assertEquals(entry, night.entry)
                assertIs<EndReason.Complete>(night.sessions.single().end)
            }
        }

    @Test
    fun `waking twice asks for the same alarms`() {
        Phone().use { phone ->
            setUp(phone)
            val first = phone.app.wake(WakeReason.LAUNCH, moment("15:00"), allowed)
            val second = phone.app.wake(WakeReason.BOOT, moment("15:01"), allowed)
            assertEquals(first.alarms.map { it.id }, second.alarms.map { it.id })
            assertEquals(first.generation, second.generation)
            assertEquals(first.alarms.map { it.id }.toSet().size, first.alarms.size)
        }
    }

    @Test
    fun `a phone that allows few alarms is never asked for more`() {
        Phone().use { phone ->
            setUp(phone)
            val schedule = phone.app.wake(WakeReason.PERMISSION_CHANGED, moment("15:00"), allowed.copy(slots = 3u))
            assertTrue(schedule.alarms.size <= 3, "${schedule.alarms}")
            assertTrue(schedule.notices.any { it.kind == NoticeKind.HORIZON_SHORT }, "${schedule.notices}")
        }
    }

    @Test
    fun `earlier onsets in the diary bring an earlier reminder`() {
        Phone().use { phone ->
            setUp(phone)
            val before = assertNotNull(phone.app.plan(moment("15:00")).remind)
            for (day in 14..20) {
                val entry =
                    Entry(
                        night = "2026-11-$day",
                        symptoms = Symptoms.YES,
                        onset = Onset.At(clock("19:${10 + day}"), OnsetSource.RECALLED),
                    )
                assertTrue(phone.app.log(entry, moment("15:00")).plan)
            }
            val plan = phone.app.plan(moment("15:00"))
            assertEquals(Basis.DIARY, plan.basis)
            assertTrue(assertNotNull(plan.remind).text() < before.text(), "$plan")
            assertTrue(plan.reasons.any { it is PlanReason.FromDiary }, "${plan.reasons}")
        }
    }

    @Test
    fun `one evening can be skipped, moved and taken back`() {
        Phone().use { phone ->
            val app = phone.app
            setUp(phone)
            assertTrue(app.skipTonight(moment("15:00")).schedule)
            assertNull(app.plan(moment("15:00")).remind)
            app.remindTonightAt(clock("19:00"), moment("15:01"))
            assertEquals("${TONIGHT}T19:00", app.plan(moment("15:01")).remind?.text())
            app.tonightAsUsual(moment("15:02"))
            assertEquals("${TONIGHT}T20:20", app.plan(moment("15:02")).remind?.text())
            assertEquals("2026-11-22T20:20", app.planFor("2026-11-22", moment("15:02")).remind?.text())
        }
    }

    @Test
    fun `symptoms that start now are noted to the minute`() {
        Phone().use { phone ->
            setUp(phone)
            val entry = phone.app.symptomsStarted(moment("19:42"))
            assertEquals(Onset.At(clock("19:42"), OnsetSource.LIVE), entry.onset)
            assertEquals(entry, phone.app.entry(TONIGHT))
            phone.app.deleteNight(TONIGHT)
            assertNull(phone.app.entry(TONIGHT))
        }
    }

    @Test
    fun `what is exported comes back the same, and a second import changes nothing`() {
        Phone().use { from ->
            val entry = Entry(night = "2026-11-20", symptoms = Symptoms.NO, note = "Öl, \"warm\"; kühl\nzwei Zeilen")
            from.app.log(entry, moment("15:00"))
            val csv = from.app.exportCsv().encodeToByteArray()
            Phone().use { to ->
                assertEquals(1u, to.app.importCsv(csv, moment("15:00")).added)
                assertEquals(entry, to.app.entry("2026-11-20"))
                val again = to.app.importCsv(csv, moment("15:01"))
                assertEquals(1u, again.unchanged)
                assertEquals(0u, again.added + again.changed)
            }
        }
    }

    @Test
    fun `settings come back as they were saved`() {
        Phone().use { phone ->
            assertTrue(!phone.app.isSetUp())
            val settings =
                phone.app.settings().copy(
                    usualBedtime = clock("23:15"),
                    usualOnset = clock("20:45"),
                    leadMinutes = 35u,
                    holdLevel = 60u,
                    window = Window(clock("16:00"), clock("00:30")),
                    safety =
                        SafetyCheck(
                            instant("15:00").plusMillis(123),
                            listOf(Condition.PREGNANCY, Condition.NEUROPATHY),
                            true,
                        ),
                    device = DeviceChoice.SimulatedAt("/run/massager"),
                )
            phone.app.saveSettings(settings)
            assertTrue(phone.app.isSetUp())
            assertEquals(settings, phone.app.settings())
        }
    }

    private fun setUp(phone: Phone) {
        phone.answerSafetyCheck()
        phone.app.saveSettings(phone.app.settings().copy(usualOnset = clock("21:00"), leadMinutes = 40u))
    }

    /** The reminder's whole way: wanted, held by the system, fired, shown, answered with Start. */
    private fun ring(phone: Phone): Alarm {
        val app = phone.app
        val schedule = app.wake(WakeReason.LAUNCH, moment("15:00"), allowed)
        val evening = schedule.alarms.single { it.kind == AlarmKind.EVENING && it.night == TONIGHT }
        assertEquals("evening-$TONIGHT", evening.id)
        assertEquals(instant("20:20"), evening.at)
        assertEquals("${TONIGHT}T20:20", evening.wall.text())
        assertTrue(evening.actions.any { it is Action.Start })
        val morning = schedule.alarms.first { it.kind == AlarmKind.MORNING_LOG && it.night == TONIGHT }
        assertEquals("2026-11-22T07:30", morning.wall.text())
        app.scheduleApplied(schedule.generation, listOf(), moment("15:00"))
        app.wake(WakeReason.ALARM, moment("20:20"), allowed)
        app.alarmFired(evening.id, moment("20:20"))
        app.alarmShown(evening.id, moment("20:20"))
        app.alarmActed(evening.id, Action.Start, moment("20:21"))
        return evening
    }
}
