package app.lull.ui

import kotlinx.coroutines.flow.StateFlow

/** What of a phone can keep a reminder or a massage from coming. */
enum class CheckKind {
    NOTIFICATIONS,
    EXACT_ALARMS,
    BACKGROUND,
    BATTERY,
    BLUETOOTH,
    DO_NOT_DISTURB,

    /** What the phone's maker added of its own, which nobody can ask the system about. */
    MAKER,
}

/** Makers known to stop apps on their own, each with the brands that take after it. */
enum class Maker {
    XIAOMI,
    HUAWEI,
    SAMSUNG,
    OPPO,
    VIVO,
}

enum class CheckState {
    OK,
    HINDERS,

    /** The phone does not tell. */
    UNKNOWN,
}

data class Check(
    val kind: CheckKind,
    val state: CheckState,
)

/** Whether this phone lets reminders come, as far as it says so itself. */
interface Readiness {
    val checks: StateFlow<List<Check>>

    /** Who made this phone; absent: none of those that are known for it. */
    val maker: Maker?

    /** Asks the phone anew. */
    suspend fun look()

    /** Opens the place where the person can change it. */
    suspend fun fix(check: Check)

    /** Sets a reminder that comes in one minute, on the way every reminder takes. False: the phone refused it. */
    suspend fun remindForTest(): Boolean
}
