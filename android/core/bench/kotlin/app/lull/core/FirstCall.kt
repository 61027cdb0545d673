package app.lull.core

import com.sun.jna.Native
import java.lang.management.ManagementFactory
import java.time.Instant

/**
 * A process that begins, as one does for a receiver: prints for each part of its first wake the nanoseconds it took, and
 * those its thread was on a processor, which a busy computer does not stretch.
 */
fun main(arguments: Array<String>) {
    val now = Moment(Instant.parse("2026-11-21T17:00:00Z"), "Europe/Berlin", 86_400_000uL)
    val allowed = Capabilities(exactAlarms = true, notifications = true, slots = 500u)
    var app: App? = null
    val parts =
        listOf(
            taken { Native.POINTER_SIZE },
            taken { nothing() },
            taken { app = App.open(AppConfig(arguments.single())) },
            taken { app?.wake(WakeReason.LAUNCH, now, allowed) },
        )
    println(parts.joinToString(" "))
}

private val threads = ManagementFactory.getThreadMXBean()

private fun taken(part: () -> Any?): String {
    val began = System.nanoTime()
    val beganWorking = threads.currentThreadCpuTime
    part()
    return "${System.nanoTime() - began} ${threads.currentThreadCpuTime - beganWorking}"
}
