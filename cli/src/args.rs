//! The command line: global options and the list of commands. Each command's own options live in its file.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::commands::{
    audit, backup, devices, evening, export, flags, forget, import, lab, log, massager, medicine,
    nights, plan, questions, replay, report, session, setup, simulate, symptoms, tonight, trends,
    wake, walk, zone,
};

/// A companion for restless legs: works out when they will start tonight, reminds you before, runs the massager, and
/// keeps your diary. Comfort and information, not a treatment.
#[derive(Debug, Parser)]
#[command(
    name = "lull",
    version,
    arg_required_else_help = true,
    max_term_width = 80,
    after_help = "Exit codes: 0 done, 2 usage, 3 invalid input, 4 device or Bluetooth, 5 storage.\n\
                  Try it without a massager: lull evening --demo"
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Args)]
pub(crate) struct Global {
    /// Folder of the diary [default: LULL_DATA, else the platform's data folder]
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,

    /// The moment to act at, with its zone, such as 2026-11-21T18:00:00+01:00[Europe/Berlin]
    #[arg(long, global = true, value_name = "ZONED")]
    pub(crate) now: Option<String>,

    /// Print JSON instead of text, and errors as JSON on stderr
    #[arg(long, global = true)]
    pub(crate) json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Tonight from the reminder to the stretches, and tomorrow's plan: the main job
    Evening(evening::Evening),
    /// Bedtime, rising, lead, level, device and the safety check
    Setup(Box<setup::Setup>),
    /// When tonight's symptoms will probably start, when the reminder comes, and why
    Plan(plan::Plan),
    /// Change tonight only
    Tonight(tonight::Tonight),
    /// Whose clock counts on a journey: the one at home or the one here
    Zone(zone::Zone),
    /// Work out the reminders a system must hold, as JSON
    Wake(wake::Wake),
    /// Log a night, or change what was logged
    Log(Box<log::Log>),
    /// Note that symptoms started now
    Symptoms(symptoms::Symptoms),
    /// Note that you are back from a walk because of your legs
    Walk(walk::Walk),
    /// What you take, when, and since when
    Medicine(medicine::Medicine),
    /// Iron tests
    Lab(lab::Lab),
    /// Your questions for the doctor's page
    Questions(questions::Questions),
    /// How a stretch of nights was, week by week, as a page or as charts
    Trends(trends::TrendsPage),
    /// Patterns worth discussing with your doctor
    Flags(flags::Flags),
    /// What is good to know now, with its source and how sure it is
    Cards(flags::Cards),
    /// One page to bring to your doctor
    Report(report::Report),
    /// List the nights of the diary
    Nights(nights::Nights),
    /// One massage session without the evening around it
    Session(session::Session),
    /// The massagers, plugs and button pushers you added
    Devices(devices::Devices),
    /// A simulated massager in a process of its own
    Massager(massager::Massager),
    /// Read a diary from a file: Lull's JSON, or a table of any kind; all of it or nothing
    Import(import::Import),
    /// Write the diary as CSV or JSON
    Export(export::Export),
    /// Whole diaries in one file each: make, list, check, bring back
    Backup(backup::Backup),
    /// Delete every night, session and setting for good
    ForgetEverything(forget::Forget),
    /// Whether reminders really came
    Audit(audit::Audit),
    /// Plan night after night from JSON lines on standard input
    Replay(replay::Replay),
    /// How well the plan serves invented people, beside rules of thumb
    Simulate(simulate::Simulate),
}
