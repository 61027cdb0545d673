//! The floor of `cargo xtask bench face`: what a call through UniFFI costs when nothing is done. In no app.

/// Does nothing, and unlike every other exported function catches no panic of ours: there is none.
#[uniffi::export]
pub fn nothing() {}
