package app.lull.ui

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.flow.MutableSharedFlow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.update

/** A phone that allows what it is told to allow, and whose settings the person changes at once. */
internal class SimulatedReadiness : Readiness {
    override val checks = MutableStateFlow(CheckKind.entries.map { Check(it, CheckState.OK) })
    override var maker: Maker? = null
    var takesReminders = true

    fun set(
        kind: CheckKind,
        state: CheckState,
    ) = checks.update { all -> all.map { if (it.kind == kind) Check(kind, state) else it } }

    override suspend fun look() {}

    override suspend fun fix(check: Check) = set(check.kind, CheckState.OK)

    override suspend fun remindForTest() = takesReminders
}

/** A phone that finds out what the test tells it. */
internal class SimulatedBonds : Bonds {
    private val found = MutableSharedFlow<String>(extraBufferCapacity = 8)

    /** Whether a screen listens now. */
    val isHeard get() = found.subscriptionCount.value > 0

    fun loses(address: String) = check(found.tryEmit(address))

    override fun lost() = found
}

/** A phone that asks, and a person who answers when the test says so. */
internal class SimulatedPairing : Pairing {
    val associated = mutableListOf<String>()

    /** Completed: the person answers at once. */
    var answer = CompletableDeferred(Unit)

    override suspend fun associate(address: String) {
        associated += address
        answer.await()
    }

    override suspend fun forget(address: String) {
        associated -= address
    }
}

/** Keeps what was handed over. */
internal class SimulatedSharing : Sharing {
    class Shared(
        val name: String,
        val mime: String,
        val bytes: ByteArray,
    )

    val shared = mutableListOf<Shared>()

    override suspend fun share(
        name: String,
        mime: String,
        bytes: ByteArray,
    ) {
        shared += Shared(name, mime, bytes)
    }
}

/** A printer that keeps what it would print, or none. */
internal class SimulatedPrinting : Printing {
    var isThere = true
    val printed = mutableListOf<ByteArray>()

    override suspend fun print(
        name: String,
        pdf: ByteArray,
    ): Boolean {
        if (isThere) printed += pdf
        return isThere
    }
}

/** Keeps it as long as the test runs. */
internal class SimulatedOwn : ThisPhone {
    var kept = Own()

    override suspend fun read() = kept

    override suspend fun keep(own: Own) {
        kept = own
    }
}

/** A folder that is what the test says of it. */
internal class SimulatedFolder : BackupFolder {
    override val copies = MutableStateFlow<Copies?>(null)
    var chosen = Copies("Memory card")
    var looked = 0

    override suspend fun look() {
        looked += 1
    }

    override suspend fun choose() {
        copies.value = chosen
    }

    override suspend fun stop() {
        copies.value = null
    }
}

/** A person who chooses what the test says. */
internal class SimulatedPicking : Picking {
    var picked: String? = null

    override suspend fun pick() = picked
}
