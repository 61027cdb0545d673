package app.lull.phone

import android.util.Log

/** The phone's Bluetooth, handed to the Rust library, which has no other way to it. */
internal object NativeBluetooth {
    /**
     * Once in a process, from a thread that Java started: its class loader is how the library finds btleplug's classes.
     *
     * False on a phone without Bluetooth. All the rest of Lull works there.
     */
    fun handOver(): Boolean {
        // JNA loads the library as well, but a method that is native is looked for only in what was loaded here.
        System.loadLibrary("lull")
        return try {
            initialize()
            true
        } catch (trouble: Exception) {
            // Java's own or one of btleplug's: the kind says which, and nothing personal is in it.
            Log.w("Lull", "no Bluetooth: ${trouble.javaClass.simpleName}")
            false
        }
    }

    /** `bindings/src/android.rs` */
    @JvmStatic
    private external fun initialize()
}
