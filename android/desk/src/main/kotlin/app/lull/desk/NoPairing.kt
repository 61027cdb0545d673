package app.lull.desk

import app.lull.ui.Pairing

/** A computer asks nobody which devices are whose. */
internal object NoPairing : Pairing {
    override suspend fun associate(address: String) {}

    override suspend fun forget(address: String) {}
}
