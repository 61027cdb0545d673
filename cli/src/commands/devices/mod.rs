//! `lull devices`: the massagers, plugs and button pushers the person has added.

mod add;
mod forget;
mod list;
mod pair;
mod rename;
mod scan;
mod secret;
mod test;

use clap::{Args, Subcommand};

use crate::exit::Failure;
use crate::stage::Stage;

#[derive(Debug, Args)]
pub(crate) struct Devices {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// What is near: signal strength, name, kind, and what Lull will not drive and why
    Scan(scan::Scan),
    /// Add a device, so that it can be named
    Add(add::Add),
    /// The devices you added (also: lull devices)
    List(list::List),
    /// Pair a device that wants it before it listens: a Shelly with firmware 2.0 or later, one you described
    Pair(pair::Pair),
    /// Call a device something else
    Rename(rename::Rename),
    /// The supervised test that comes before the first massage: lowest level for 10 s, then stop
    Test(test::Test),
    /// Forget a device and what was learnt about it
    Forget(forget::Forget),
}

impl Devices {
    pub(crate) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        match &self.what {
            Some(What::Scan(scan)) => scan.run(stage),
            Some(What::Add(add)) => add.run(stage),
            Some(What::List(list)) => list.run(stage),
            None => list::List {}.run(stage),
            Some(What::Pair(pair)) => pair.run(stage),
            Some(What::Rename(rename)) => rename.run(stage),
            Some(What::Test(test)) => test.run(stage),
            Some(What::Forget(forget)) => forget.run(stage),
        }
    }
}
