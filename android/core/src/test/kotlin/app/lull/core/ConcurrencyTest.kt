package app.lull.core

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.withTimeout
import java.util.concurrent.Executors
import kotlin.io.path.createTempDirectory
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertSame
import kotlin.test.assertTrue

class ConcurrencyTest {
    @Test
    fun `two hundred calls at once all get their answer`() =
        story(Dispatchers.IO) {
            Phone().use { phone ->
                withTimeout(PATIENCE_MS) {
                    (0 until 200)
                        .map { number ->
                            async {
                                val night = "2026-10-%02d".format(1 + number % 30)
                                when (number % 4) {
                                    0 -> phone.app.log(Entry(night, note = "note $number"), moment("18:00"))
                                    1 -> phone.app.plan(moment("18:00"))
                                    2 -> phone.app.nights()
                                    else -> phone.app.settings()
                                }
                            }
                        }.awaitAll()
                }
                assertEquals((0 until 200 step 4).map { 1 + it % 30 }.toSet().size, phone.app.nights().size)
            }
        }

    @Test
    fun `two hundred readers of one session all hear the same`() =
        story(Dispatchers.Default) {
            Phone().use { phone ->
                phone.answerSafetyCheck()
                val session = phone.start(ProgramKind.DEVICE_TEST)
                val stories =
                    withTimeout(PATIENCE_MS) {
                        List(200) {
                            async {
                                session
                                    .updates()
                                    .toList()
                                    .flatMap { it.events }
                                    .map { it.name() }
                            }
                        }.awaitAll()
                    }
                assertEquals(1, stories.toSet().size, "${stories.toSet()}")
                assertEquals("Ended", stories.first().last())
            }
        }

    @Test
    fun `a core that many ask for is opened once, and asked away from the caller's thread`() =
        story(Dispatchers.Default) {
            val folder = createTempDirectory("lull")
            Executors.newSingleThreadExecutor { Thread(it, "core") }.asCoroutineDispatcher().use { background ->
                val host = CoreHost(AppConfig("$folder"), { moment("18:00") }, background)
                val apps = List(50) { async { host.app() } }.awaitAll()
                apps.forEach { assertSame(apps.first(), it) }
                val thread = host.ask { now -> Thread.currentThread().name.also { plan(now) } }
                assertTrue(thread.startsWith("core"), thread)
                apps.first().close()
            }
            folder.toFile().deleteRecursively()
        }

    @Test
    fun `an opening that failed is tried again`() =
        story {
            val folder = createTempDirectory("lull")
            val obstacle = folder.resolve("diary").toFile().apply { writeText("in the way") }
            val host = CoreHost(AppConfig("$obstacle"), { moment("18:00") })
            assertFailsWith<ApiException.StorageUnusable> { host.app() }
            obstacle.delete()
            host.app().use { assertEquals(false, it.isSetUp()) }
            folder.toFile().deleteRecursively()
        }
}
