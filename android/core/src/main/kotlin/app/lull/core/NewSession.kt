package app.lull.core

import kotlin.random.Random
import kotlin.random.nextUInt

/** A session that has not been asked for yet. Its number is drawn once, so that a start that is tried again is the same session. */
fun newSession(
    program: ProgramKind,
    device: DeviceChoice? = null,
    legsNow: UByte? = null,
    afterBath: Boolean = false,
) = SessionRequest(program, Random.nextUInt(1u, UInt.MAX_VALUE), device, legsNow = legsNow, afterBath = afterBath)
