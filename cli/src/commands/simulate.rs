//! `lull simulate`: how well the plan serves simulated people, beside rules a person could go by.

use std::path::PathBuf;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;

use crate::exit::Failure;
use crate::output::quiet;
use crate::people::rules::Rule;
use crate::people::score::{Score, Who};
use crate::people::worlds::World;
use crate::people::{self, picture};
use crate::stage::Stage;

#[derive(Debug, Args)]
pub(crate) struct Simulate {
    /// Simulated people in each world
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    people: u32,

    /// Other people with another number; the same number gives the same table
    #[arg(long, default_value_t = 1)]
    seed: u64,

    /// The people kept aside while the plan was made, instead of those of --seed
    #[arg(long, conflicts_with = "seed")]
    held_out: bool,

    /// Also let strangers live in these worlds: people who differ in every trait
    #[arg(long)]
    strangers: bool,

    /// Also sweep every trait, one at a time and some together
    #[arg(long)]
    sweep: bool,

    /// Also let people fly to other zones and back
    #[arg(long)]
    travel: bool,

    /// Also compare the other ways to plan that were tried
    #[arg(long)]
    tried: bool,

    /// Draw one simulated person's nights into this file instead
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
}

/// Seeds no constant of the plan was ever chosen by.
const HELD_OUT: [u64; 3] = [9_001, 9_002, 9_003];

/// One world's line.
struct Row {
    name: String,
    scores: Vec<(Rule, Score)>,
}

impl Simulate {
    pub(crate) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        if let Some(path) = &self.svg {
            let drawn = picture::of_one_person(self.seed);
            return std::fs::write(path, drawn).map_err(|error| Failure::file("svg", path, &error));
        }
        let mut rules = vec![Rule::Learnt];
        rules.extend(Rule::BASELINES);
        if self.tried {
            rules.extend(Rule::TRIED);
        }
        let mut parts = vec![("bar", Who::Alike, World::bar())];
        if self.strangers {
            parts.push(("strangers", Who::Strangers, World::bar()));
        }
        if self.sweep {
            parts.push(("sweep", Who::Alike, World::sweep()));
        }
        if self.travel {
            parts.push(("travel", Who::Alike, World::travel()));
        }
        let worlds: usize = parts.iter().map(|(_, _, worlds)| worlds.len()).sum();
        let progress = Progress::new(worlds * rules.len());
        let mut told = Vec::new();
        for (part, who, worlds) in parts {
            let rows: Vec<Row> = worlds
                .iter()
                .map(|world| self.row(world, who, &rules, &progress))
                .collect();
            if stage.out.is_json() {
                told.extend(rows.iter().map(|row| as_json(part, row)));
            } else {
                progress.hidden(|| show(stage, part, &rules, &rows))?;
            }
        }
        progress.end();
        if stage.out.is_json() {
            stage.out.json(&told)?;
        }
        Ok(())
    }

    fn row(&self, world: &World, who: Who, rules: &[Rule], progress: &Progress) -> Row {
        let seeds: &[u64] = if self.held_out {
            &HELD_OUT
        } else {
            &[self.seed]
        };
        let scores = rules.iter().map(|rule| {
            progress.now(&world.name, *rule);
            let mut score = Score::default();
            for seed in seeds {
                score.add(people::score::score(world, who, *rule, self.people, *seed));
            }
            (*rule, score)
        });
        Row {
            name: world.name.clone(),
            scores: scores.collect(),
        }
    }
}

/// How far the simulation is, on standard error and only where a person looks at it.
struct Progress(ProgressBar);

impl Progress {
    fn new(length: usize) -> Self {
        let style = ProgressStyle::with_template("{pos}/{len} {msg}")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = ProgressBar::new(u64::try_from(length).unwrap_or(u64::MAX)).with_style(style);
        Self(bar)
    }

    fn now(&self, world: &str, rule: Rule) {
        self.0.set_message(format!("{world}: {}", rule.name()));
        self.0.inc(1);
    }

    fn hidden<T>(&self, tell: impl FnOnce() -> T) -> T {
        self.0.suspend(tell)
    }

    fn end(&self) {
        self.0.finish_and_clear();
    }
}

fn show(stage: &Stage, part: &str, rules: &[Rule], rows: &[Row]) -> Result<(), Failure> {
    let out = stage.out;
    out.heading(&format!("Loss as a multiple of the oracle's: {part}"))?;
    let names: String = rules
        .iter()
        .map(|rule| format!("{:>8}", rule.short()))
        .collect();
    out.line(quiet(format_args!(
        "  {:<25}{names}  in 80 %  late  early  nights",
        "world"
    )))?;
    let mut sums = vec![0.0; rules.len()];
    for row in rows {
        let mut cells = String::new();
        for ((_, score), sum) in row.scores.iter().zip(&mut sums) {
            *sum += score.ratio();
            cells.push_str(&format!("{:>8.3}", score.ratio()));
        }
        let lull = row.scores.first().map(|(_, score)| score);
        let tail = lull.map_or(String::new(), |score| {
            let inside = score
                .coverage()
                .map_or("-".to_owned(), |share| format!("{:.0} %", share * 100.0));
            format!(
                "{inside:>9}  {:>3.0} %  {:>4.0}  {:>6.0}",
                score.late_share() * 100.0,
                score.median_early(),
                score.nights_to_converge()
            )
        });
        out.line(format_args!("  {:<25}{cells}{tail}", row.name))?;
    }
    let worlds = f64::from(u32::try_from(rows.len()).unwrap_or(1));
    let means: String = sums
        .iter()
        .map(|sum| format!("{:>8.3}", sum / worlds))
        .collect();
    out.line(format_args!("  {:<25}{means}", "mean"))?;
    out.line(quiet(
        "  in 80 %: onsets inside the interval; late: reminders that counted with a later onset than came; early: median",
    ))?;
    out.line(quiet(
        "  minutes the reminder counted early; nights: until it was near the oracle five times in a row (all of the plan)",
    ))
}

fn as_json(part: &str, row: &Row) -> serde_json::Value {
    let rules: serde_json::Map<_, _> = row
        .scores
        .iter()
        .map(|(rule, score)| {
            let value = json!({
                "ratio": score.ratio(),
                "nights": score.nights,
                "late_share": score.late_share(),
                "median_early_minutes": score.median_early(),
                "nights_to_converge": score.nights_to_converge(),
                "interval_coverage": score.coverage(),
            });
            (rule.name().to_owned(), value)
        })
        .collect();
    json!({ "part": part, "world": row.name, "rules": rules })
}
