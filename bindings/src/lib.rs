//! The face of the core for Kotlin and Swift.
