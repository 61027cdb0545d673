package app.lull.ui.devices

import app.lull.core.ApiException
import app.lull.core.KeptDevice
import app.lull.core.LearnedWatts
import app.lull.core.TestResult

/** One massager of the person. */
data class DeviceState(
    /** Absent until it was read. */
    val device: KeptDevice? = null,
    /** A tap on Start drives it. */
    val isUsed: Boolean = false,
    /** A test that has just ended: the person is asked what they saw. */
    val tested: Tested? = null,
    /** It no longer knows this phone. */
    val bondLost: Boolean = false,
    val trouble: ApiException? = null,
)

/** A test that ended, what its last view had learnt, and what can have been seen of it. */
data class Tested(
    val answers: List<TestResult>,
    val learned: LearnedWatts?,
)

/** What a tap on this screen asks for. */
sealed interface DeviceTap {
    data object Look : DeviceTap

    data object Leave : DeviceTap

    data object Use : DeviceTap

    data class Rename(
        val name: String,
    ) : DeviceTap

    data object Test : DeviceTap

    data class Saw(
        val result: TestResult,
    ) : DeviceTap

    data object TakeNote : DeviceTap

    data object Forget : DeviceTap
}
