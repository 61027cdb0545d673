package app.lull.core

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.withTimeoutOrNull
import java.time.Duration
import kotlin.random.Random
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertIs
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue

class SessionTest {
    private fun Phone.ready() = apply { answerSafetyCheck() }

    @Test
    fun `updates tell the session in order from connecting to its end`() =
        story {
            Phone().ready().use { phone ->
                val follower = Follower(phone.start(ProgramKind.TOP_UP))
                val end = follower.toTheEnd()
                val names = follower.heard.map { it.name() }
                assertEquals(listOf("Connecting", "Connected"), names.take(2), "$follower")
                assertTrue(names.indexOf("Running") in 2 until names.lastIndex, "$follower")
                assertEquals("Ended", names.last())
                assertEquals(1, names.count { it == "Ended" })
                val steps = follower.heard.filterIsInstance<SessionEvent.StepBegan>().map { it.index }
                assertEquals(steps.sorted().distinct(), steps)
                assertIs<EndReason.Complete>(end.reason)
                assertEquals(Stopped.OBSERVED, end.stopped)
                val elapsed = follower.views.map { it.elapsed }
                assertEquals(elapsed.sorted(), elapsed, "time went back\n$follower")
            }
        }

    @Test
    fun `a second start is the same session`() =
        story {
            Phone().ready().use { phone ->
                val first = phone.start(ProgramKind.EVENING, id = 1u)
                val second = phone.start(ProgramKind.EVENING, at = "20:26", id = 2u)
                assertEquals(first.id(), second.id())
                assertEquals(1u, phone.app.runningSession()?.id())
                second.stop()
                Follower(first).toTheEnd()
            }
        }

    @Test
    fun `a louder and a softer level are seen at the motor`() =
        story {
            Phone().ready().use { phone ->
                val session = phone.start(ProgramKind.EVENING)
                val follower = Follower(session)
                follower.untilSeen("the level chosen before") { it.level.observed == 50u.toUByte() }
                session.command(Command.LEVEL_UP)
                val louder = follower.until<SessionEvent.LevelChanged>().level
                assertTrue(louder > 50u)
                follower.untilSeen("the louder level") { it.level.observed == louder }
                assertEquals(louder, phone.massager().motor(), "$follower")
                session.command(Command.LEVEL_DOWN)
                val softer = follower.until<SessionEvent.LevelChanged>().level
                assertTrue(softer < louder)
                follower.untilSeen("the softer level") { it.level.observed == softer }
                session.stop()
                assertIs<EndReason.StoppedByPerson>(follower.toTheEnd().reason)
            }
        }

    @Test
    fun `a stop is told only when the motor was seen to stand still`() =
        story {
            Phone().ready().use { phone ->
                val session = phone.start(ProgramKind.EVENING)
                val follower = Follower(session)
                follower.untilSeen("the level of a warm-up") { (it.level.observed ?: 0u) >= 20u }
                assertTrue(phone.massager().motor() > 0u)
                session.stop()
                session.stop()
                follower.until<SessionEvent.Stopping>()
                val end = follower.toTheEnd()
                assertIs<EndReason.StoppedByPerson>(end.reason)
                assertEquals(Stopped.OBSERVED, end.stopped)
                assertEquals(0u.toUByte(), phone.massager().motor())
                assertNull(session.nextUpdate(ULong.MAX_VALUE), "nothing comes after the end")
                session.command(Command.LEVEL_UP)
                assertIs<Stage.Ended>(session.view().stage)
                awaitNoSession(phone)
            }
        }

    @Test
    fun `a pause holds the program and a resume goes on with it`() =
        story {
            Phone().ready().use { phone ->
                val session = phone.start(ProgramKind.EVENING)
                val follower = Follower(session)
                follower.until<SessionEvent.Running>()
                session.command(Command.PAUSE)
                follower.until<SessionEvent.Paused>()
                assertTrue(session.view().canResume)
                session.command(Command.RESUME)
                follower.until<SessionEvent.Resumed>()
                session.stop()
                assertIs<EndReason.StoppedByPerson>(follower.toTheEnd().reason)
            }
        }

    @Test
    fun `the button on the massager ends the session with its own word`() =
        story {
            Phone().ready().use { phone ->
                val follower = Follower(phone.start(ProgramKind.EVENING))
                follower.until<SessionEvent.Running>()
                phone.massager().pressStop()
                val reason = assertIs<EndReason.StoppedByDevice>(follower.toTheEnd().reason)
                assertEquals(StopCause.DEVICE_BUTTON, reason.cause)
            }
        }

    @Test
    fun `a dropped link is told with the time the massager stops by itself, and found again`() =
        story {
            Phone().ready().use { phone ->
                val session = phone.start(ProgramKind.EVENING)
                val follower = Follower(session)
                follower.until<SessionEvent.Running>()
                phone.massager().inject(SimulatedFault.Drop)
                val lost = follower.until<SessionEvent.LinkLost>()
                assertNotNull(lost.stopsBy, "$follower")
                follower.until<SessionEvent.LinkBack>()
                session.stop()
                assertEquals(Stopped.OBSERVED, follower.toTheEnd().stopped, "$follower")
            }
        }

    @Test
    fun `a massager that stays away ends the session, and its motor stands still`() =
        story {
            Phone().ready().use { phone ->
                val follower = Follower(phone.start(ProgramKind.EVENING))
                follower.until<SessionEvent.Running>()
                phone.massager().inject(SimulatedFault.DropFor(3_600u))
                follower.until<SessionEvent.LinkLost>()
                val end = follower.toTheEnd()
                assertIs<EndReason.LinkLost>(end.reason, "$follower")
                assertEquals(Stopped.BY_FAIL_SAFE, end.stopped, "$follower")
                assertEquals(0u.toUByte(), phone.massager().motor())
            }
        }

    @Test
    fun `a massager held by another phone is told as a reason, not as an exception`() =
        story {
            Phone().ready().use { phone ->
                phone.massager().inject(SimulatedFault.Busy)
                val end = Follower(phone.start(ProgramKind.EVENING)).toTheEnd()
                val reason = assertIs<EndReason.NotReached>(end.reason)
                assertEquals(RadioFault.BUSY, reason.fault)
                assertEquals(Stopped.NEVER_RAN, end.stopped)
            }
        }

    @Test
    fun `a weak motor is told with what was measured`() =
        story {
            Phone().ready().use { phone ->
                phone.massager().inject(SimulatedFault.Sag(50u), Duration.ofMinutes(8))
                val session = phone.start(ProgramKind.EVENING)
                val follower = Follower(session)
                val sagging = follower.until<SessionEvent.Sagging>()
                assertTrue(sagging.measured < sagging.commanded, "$sagging")
                session.stop()
                follower.toTheEnd()
            }
        }

    @Test
    fun `calls given up in the middle lose nothing and repeat nothing`() =
        story(Dispatchers.Default) {
            Phone().ready().use { phone ->
                val session = phone.start(ProgramKind.TOP_UP)
                val patient = async { session.updates().toList().flatMap { it.events } }
                val hasty = mutableListOf<SessionEvent>()
                val chance = Random(4711)
                var seen = 0uL
                var givenUp = 0
                withTimeout(PATIENCE_MS) {
                    while (true) {
                        var told: Update? = null
                        val pull = launch { told = session.nextUpdate(seen) }
                        if (withTimeoutOrNull(chance.nextLong(5)) { pull.join() } == null) {
                            pull.cancelAndJoin()
                            givenUp += 1
                            continue
                        }
                        val update = told ?: break
                        seen = update.number
                        hasty += update.events
                    }
                }
                assertTrue(givenUp > 10, "only $givenUp calls were given up")
                assertEquals(patient.await().map { it.name() }, hasty.map { it.name() })
            }
        }

    @Test
    fun `a token ends a wait that would last`() =
        story {
            Phone(speed = 1u).ready().use { phone ->
                val session = phone.start(ProgramKind.EVENING)
                val token = CancelToken()
                val waiting = async(Dispatchers.Default) { runCatching { session.nextUpdate(ULong.MAX_VALUE, token) } }
                delay(20)
                assertTrue(waiting.isActive)
                token.cancel()
                val failure = withTimeout(PATIENCE_MS) { waiting.await() }.exceptionOrNull()
                assertIs<ApiException.Cancelled>(failure)
                assertTrue(token.isCancelled())
                assertFailsWith<ApiException.Cancelled> { session.nextUpdate(0uL, token) }
                assertNotNull(session.nextUpdate(), "the session goes on")
                session.stop()
            }
        }

    @Test
    fun `a screen that comes back finds the running session and its whole story`() =
        story {
            Phone().ready().use { phone ->
                phone.start(ProgramKind.EVENING).close()
                val found = assertNotNull(phone.app.runningSession())
                val follower = Follower(found)
                follower.until<SessionEvent.Running>()
                assertEquals("Connecting", follower.heard.first().name())
                found.stop()
                follower.toTheEnd()
            }
        }

    @Test
    fun `a manual massager needs no radio`() =
        story {
            Phone().ready().use { phone ->
                val request = SessionRequest(ProgramKind.TOP_UP, 9u, DeviceChoice.Manual)
                val session = phone.app.startSession(request, moment("22:30"))
                val follower = Follower(session)
                val end = follower.toTheEnd()
                assertIs<EndReason.Complete>(end.reason)
                assertTrue(follower.views.all { it.link == LinkState.NO_RADIO }, "$follower")
            }
        }

    private suspend fun awaitNoSession(phone: Phone) =
        withTimeout(PATIENCE_MS) {
            while (phone.app.runningSession() != null) delay(5)
        }
}
