package app.lull.ui

import kotlinx.coroutines.flow.StateFlow
import java.time.Instant

/** Why the newest backup is not in the folder. */
enum class CopyTrouble {
    /** The person, or the system, took the permission back. */
    NOT_ALLOWED,

    /** The folder is no longer there. */
    GONE,

    /** It is there, and writing did not work. */
    NOT_WRITTEN,
}

/** The folder that the person chose, and how copying into it went. */
data class Copies(
    val folder: String,
    /** When the last copy was written; absent before the first. */
    val last: Instant? = null,
    val trouble: CopyTrouble? = null,
)

/** Copies the newest automatic backup into a folder outside Lull. Which backups there are is the core's business. */
interface BackupFolder {
    /** Absent: no folder was chosen. */
    val copies: StateFlow<Copies?>

    /** Looks whether the folder is still there, and copies what is missing in it. */
    suspend fun look()

    /** Lets the person choose a folder, in the place of the one before. */
    suspend fun choose()

    /** From now on nothing is copied. What lies there stays. */
    suspend fun stop()
}
