//! `lull flags` and `lull cards`: what is worth showing a doctor, and what is good to know now.

use clap::Args;
use lull_core::diary::cards::Card;

use crate::exit::Failure;
use crate::stage::Stage;
use crate::words;
use crate::words::flags as say;

#[derive(Debug, Args)]
pub(crate) struct Flags {}

impl Flags {
    pub(crate) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let flags = stage.open()?.flags(&stage.now())?;
        let out = stage.out;
        if out.is_json() {
            return out.json(&flags);
        }
        if flags.is_empty() {
            return out.say(say::NONE);
        }
        for flag in &flags {
            out.heading(say::title(flag.kind))?;
            out.say(&say::evidence(&flag.evidence))?;
            out.say(say::advice(flag.advice))?;
        }
        out.blank()?;
        out.say(say::NO_DIAGNOSIS)
    }
}

#[derive(Debug, Args)]
pub(crate) struct Cards {
    /// Every card, not only those that fit now
    #[arg(long)]
    all: bool,
    /// en or de
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    language: String,
}

impl Cards {
    pub(crate) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let languages = [("en", Language::En), ("de", Language::De)];
        let language = crate::input::word("language", &self.language, &languages)?;
        let cards = if self.all {
            lull_core::diary::cards::all()
        } else {
            stage.open()?.cards(&stage.now())?
        };
        let out = stage.out;
        if out.is_json() {
            return out.json(&cards);
        }
        for card in &cards {
            let text = language.of(card);
            out.heading(&text.title)?;
            out.say(&text.text)?;
            out.blank()?;
            for line in
                crate::output::wrapped(&words::flags::source(card), crate::output::COLUMNS - 2)
            {
                out.line(crate::output::quiet(format_args!("  {line}")))?;
            }
        }
        Ok(())
    }
}

#[derive(Clone, Copy, Debug)]
enum Language {
    En,
    De,
}

impl Language {
    fn of(self, card: &Card) -> &lull_core::diary::cards::CardText {
        match self {
            Self::En => &card.en,
            Self::De => &card.de,
        }
    }
}
