//! The session machine.

/// One session.
#[derive(Clone, Debug)]
pub struct Session;
