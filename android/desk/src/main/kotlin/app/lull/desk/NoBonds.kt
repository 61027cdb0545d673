package app.lull.desk

import app.lull.ui.Bonds
import kotlinx.coroutines.flow.emptyFlow

/** A computer tells nothing of its pairings; the core finds out when it connects. */
internal object NoBonds : Bonds {
    override fun lost() = emptyFlow<String>()
}
