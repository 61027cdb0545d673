//! `lull simulate`: how well the plan serves simulated people, beside rules a person could go by.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use crate::exit::Failure;
use crate::output::quiet;
use crate::people::picture;
use crate::people::rules::Rule;
use crate::people::score::{Score, score};
use crate::people::worlds::World;
use crate::stage::Stage;

#[derive(Debug, Args)]
pub(crate) struct Simulate {
    /// Simulated people in each world
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    people: u32,

    /// Other people with another number; the same number gives the same table
    #[arg(long, default_value_t = 1)]
    seed: u64,

    /// Also sweep every trait, one at a time and some together
    #[arg(long)]
    sweep: bool,

    /// Also compare the other ways to plan that were tried
    #[arg(long)]
    tried: bool,

    /// Draw one simulated person's nights into this file instead
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
}

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
        let mut parts = vec![("bar", World::bar())];
        if self.sweep {
            parts.push(("sweep", World::sweep()));
        }
        let mut told = Vec::new();
        for (part, worlds) in parts {
            let rows: Vec<Row> = worlds.iter().map(|world| self.row(world, &rules)).collect();
            if stage.out.is_json() {
                told.extend(rows.iter().map(|row| as_json(part, row)));
            } else {
                show(stage, part, &rules, &rows)?;
            }
        }
        if stage.out.is_json() {
            stage.out.json(&told)?;
        }
        Ok(())
    }

    fn row(&self, world: &World, rules: &[Rule]) -> Row {
        Row {
            name: world.name.clone(),
            scores: rules
                .iter()
                .map(|rule| (*rule, score(world, *rule, self.people, self.seed)))
                .collect(),
        }
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
        "  {:<25}{names}  in 80 %  late  early",
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
                "{inside:>9}  {:>3.0} %  {:>4.0}",
                score.late_share() * 100.0,
                score.median_early()
            )
        });
        out.line(format_args!("  {:<25}{cells}{tail}", row.name))?;
    }
    let worlds = f64::from(u32::try_from(rows.len()).unwrap_or(1));
    let means: String = sums
        .iter()
        .map(|sum| format!("{:>8.3}", sum / worlds))
        .collect();
    out.line(format_args!("  {:<25}{means}", "mean"))
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
                "interval_coverage": score.coverage(),
            });
            (rule.name().to_owned(), value)
        })
        .collect();
    json!({ "part": part, "world": row.name, "rules": rules })
}
