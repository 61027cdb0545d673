//! Simulated people: what their legs do, what they log, and how well a rule of thumb or the plan serves them.
//!
//! Invented, not measured: nothing published gives the night-to-night spread of onset. So every trait is swept, and only
//! what holds everywhere counts.

pub(crate) mod chance;
pub(crate) mod evening;
pub(crate) mod picture;
pub(crate) mod rules;
pub(crate) mod score;
mod strangers;
pub(crate) mod tried;
pub(crate) mod worlds;
