package app.lull.phone

import app.lull.core.AppConfig

/** The application on a phone: drawn by Compose, with the phone's own Bluetooth. */
class PhoneApplication : LullApplication() {
    override val screens: Screens = ComposeScreens

    private var hasBluetooth = false

    override fun onCreate() {
        super.onCreate()
        // Before anything can open the core, and cheap enough for a process that a broadcast started.
        hasBluetooth = NativeBluetooth.handOver()
    }

    // Asked for real devices without a Bluetooth to find them by, btleplug panics.
    override fun config(): AppConfig = super.config().copy(bluetooth = hasBluetooth)
}
