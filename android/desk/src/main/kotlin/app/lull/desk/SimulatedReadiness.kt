package app.lull.desk

import app.lull.ui.Check
import app.lull.ui.CheckKind
import app.lull.ui.CheckState
import app.lull.ui.Maker
import app.lull.ui.Readiness
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.update

/** A phone that is not there: everything hinders until it is changed, so that the screen can be tried. It reminds nobody. */
internal class SimulatedReadiness : Readiness {
    override val checks = MutableStateFlow(CheckKind.entries.map { Check(it, CheckState.HINDERS) })

    override val maker = Maker.XIAOMI

    override suspend fun look() {}

    override suspend fun fix(check: Check) = checks.update { all -> all.map { if (it == check) Check(it.kind, CheckState.OK) else it } }

    override suspend fun remindForTest() = false
}
