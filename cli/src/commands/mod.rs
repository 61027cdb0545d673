//! One file per command; each turns its options into calls of the core and its answers into text or JSON.

pub(crate) mod audit;
pub(crate) mod backup;
pub(crate) mod devices;
pub(crate) mod evening;
pub(crate) mod export;
pub(crate) mod flags;
pub(crate) mod forget;
pub(crate) mod import;
pub(crate) mod lab;
pub(crate) mod log;
pub(crate) mod massager;
pub(crate) mod medicine;
pub(crate) mod nights;
pub(crate) mod plan;
pub(crate) mod questions;
pub(crate) mod replay;
pub(crate) mod report;
pub(crate) mod session;
pub(crate) mod setup;
pub(crate) mod simulate;
pub(crate) mod symptoms;
pub(crate) mod tonight;
pub(crate) mod trends;
pub(crate) mod wake;
pub(crate) mod walk;
pub(crate) mod zone;

use crate::args::{Cli, Command};
use crate::exit::Failure;
use crate::stage::Stage;

/// Runs one command to its end.
pub(crate) fn run(cli: Cli) -> Result<(), Failure> {
    let stage = Stage::new(cli.global)?;
    match cli.command {
        Command::Evening(evening) => evening.run(&stage),
        Command::Setup(setup) => setup.run(&stage),
        Command::Plan(plan) => plan.run(&stage),
        Command::Tonight(tonight) => tonight.run(&stage),
        Command::Wake(wake) => wake.run(&stage),
        Command::Log(log) => log.run(&stage),
        Command::Symptoms(symptoms) => symptoms.run(&stage),
        Command::Trends(trends) => trends.run(&stage),
        Command::Flags(flags) => flags.run(&stage),
        Command::Cards(cards) => cards.run(&stage),
        Command::Report(report) => report.run(&stage),
        Command::Walk(walk) => walk.run(&stage),
        Command::Medicine(medicine) => medicine.run(&stage),
        Command::Lab(lab) => lab.run(&stage),
        Command::Questions(questions) => questions.run(&stage),
        Command::Nights(nights) => nights.run(&stage),
        Command::Session(session) => session.run(&stage),
        Command::Devices(devices) => devices.run(&stage),
        Command::Massager(massager) => massager.run(&stage),
        Command::Import(import) => import.run(&stage),
        Command::Export(export) => export.run(&stage),
        Command::Backup(backup) => backup.run(&stage),
        Command::ForgetEverything(forget) => forget.run(&stage),
        Command::Audit(audit) => audit.run(&stage),
        Command::Replay(replay) => replay.run(&stage),
        Command::Simulate(simulate) => simulate.run(&stage),
        Command::Zone(zone) => zone.run(&stage),
    }
}
