package app.lull.desk

import app.lull.ui.BackupFolder
import app.lull.ui.Copies
import app.lull.ui.CopyTrouble
import kotlinx.coroutines.flow.MutableStateFlow

/** A folder that nothing is written into, and the screen says so. */
internal object NoFolder : BackupFolder {
    override val copies = MutableStateFlow<Copies?>(null)

    override suspend fun look() {}

    override suspend fun choose() {
        copies.value = Copies("-", trouble = CopyTrouble.NOT_WRITTEN)
    }

    override suspend fun stop() {
        copies.value = null
    }
}
