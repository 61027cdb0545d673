package app.lull.phone

import app.lull.core.AppConfig
import app.lull.core.Moment
import app.lull.core.PhoneClock
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancel
import kotlinx.coroutines.runBlocking
import org.junit.runners.model.FrameworkMethod
import org.robolectric.RobolectricTestRunner
import org.robolectric.internal.bytecode.InstrumentationConfiguration
import java.time.Duration
import java.time.Instant
import java.time.LocalDateTime
import java.time.ZoneId

/**
 * The generated bindings, and what they are made of, are loaded once per process as the Rust library is: a copy for each API
 * level would register its callbacks over those of the others.
 */
class LevelRunner(
    testClass: Class<*>,
) : RobolectricTestRunner(testClass) {
    override fun createClassLoaderConfig(method: FrameworkMethod): InstrumentationConfiguration =
        InstrumentationConfiguration
            .Builder(super.createClassLoaderConfig(method))
            .doNotAcquirePackage("app.lull.core.")
            .doNotAcquirePackage("com.sun.jna.")
            .doNotAcquirePackage("kotlin.")
            .doNotAcquirePackage("kotlinx.")
            .build()
}

/** The application over the real core, with a clock that is set by hand and no screens. */
class RehearsedApplication : LullApplication() {
    var wall: Instant = instant("18:00")
    var zone: ZoneId = BERLIN
    var sinceBoot: Duration = Duration.ofDays(20)

    /** Activities that were drawn into. */
    var shown = 0

    override val screens = Screens { _, _ -> shown += 1 }
    override val clock = PhoneClock { Moment(wall, zone.id, sinceBoot.toMillis().toULong()) }

    // A call is done when it returns.
    override val background: CoroutineDispatcher = Dispatchers.Unconfined

    override fun config() = AppConfig(filesDir.resolve("diary").path, SPEED)

    /** The process ends. */
    override fun onTerminate() {
        scope.cancel()
        runBlocking { host.app() }.close()
        super.onTerminate()
    }

    private companion object {
        /** Sessions run so much faster than the world. */
        const val SPEED = 60u
    }
}

internal val BERLIN: ZoneId = ZoneId.of("Europe/Berlin")

internal const val TONIGHT = "2026-11-21"

/** A clock time of tonight such as `20:25`, or a date and time, on a wall in Berlin. */
internal fun instant(wall: String): Instant {
    val full = if ('T' in wall) wall else "${TONIGHT}T$wall"
    return LocalDateTime.parse(full).atZone(BERLIN).toInstant()
}
