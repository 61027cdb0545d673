//! Writes the sample pages of `docs/report` from a made-up year: `cargo run -p lull-core --example sample_report`.
#![allow(clippy::print_stdout, reason = "a program for a terminal")]

#[path = "../tests/years/mod.rs"]
mod years;

use std::error::Error;
use std::path::Path;

use lull_core::report::{Language, doctor_page, pdf::pdf, text::text};
use lull_core::time::Night;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/report");
    std::fs::create_dir_all(&folder)?;
    let told = years::year();
    let to = Night::new(years::LAST);
    for (language, name) in [(Language::En, "sample"), (Language::De, "sample-de")] {
        let page = doctor_page(&told, to.plus(-89), to, env!("CARGO_PKG_VERSION"), language);
        std::fs::write(folder.join(name).with_extension("pdf"), pdf(&page)?)?;
        std::fs::write(folder.join(name).with_extension("txt"), text(&page))?;
    }
    println!("docs/report: sample.pdf, sample.txt, sample-de.pdf, sample-de.txt");
    Ok(())
}
