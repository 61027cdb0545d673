package app.lull.core

import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow

/**
 * What happens in a session, to its end: snapshots newest only, events all and in order.
 *
 * Every collector has its own place and loses nothing, also when it is cancelled in the middle of a wait and collects
 * again from the [number][Update.number] it saw last. 0 begins at the session's beginning.
 */
fun SessionHandleInterface.updates(seen: ULong = 0uL): Flow<Update> =
    flow {
        var last = seen
        while (true) {
            val update = nextUpdate(last) ?: break
            last = update.number
            emit(update)
        }
    }

/** The devices found, until every radio was asked. A failure belongs to one radio; the search goes on. */
fun DeviceSearchInterface.finds(): Flow<Result<FoundDevice>> =
    flow {
        var seen = 0u
        while (true) {
            val find =
                try {
                    Result.success(next(seen) ?: break)
                } catch (failure: ApiException) {
                    Result.failure(failure)
                }
            seen += 1u
            emit(find)
        }
    }
