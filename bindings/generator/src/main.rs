//! Writes the Kotlin and Swift bindings; called by `cargo xtask bindings`.

fn main() {
    uniffi::uniffi_bindgen_main();
}
