//! The doctor's page as a PDF: one A4 page in grey, fonts embedded, tagged and titled so that a screen reader can read it
//! (checked against PDF/UA-1 while it is written), the same bytes for the same page.

mod chart;

use krilla::Document;
use krilla::SerializeSettings;
use krilla::color::luma;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point as At};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, SpanTag, TableHeaderScope, Tag,
    TagGroup, TagTree,
};
use thiserror::Error;

use crate::report::page::{DoctorPage, List};
use crate::report::typeface::{Face, Typeface};

/// A4 in points.
const PAPER: (f32, f32) = (595.28, 841.89);
const MARGIN: f32 = 42.0;
const WIDTH: f32 = PAPER.0 - 2.0 * MARGIN;
/// Where the charts' column begins.
const CHARTS_AT: f32 = MARGIN + 282.0;
const GUTTER: f32 = 18.0;
/// Nothing but the footer is below.
const FOOT: f32 = PAPER.1 - MARGIN - 12.0;

/// Grey levels, 0 black.
const INK: u8 = 0;
const SOFT: u8 = 90;
const FAINT: u8 = 190;

/// The page could not be written; a fault of this module, never of the diary.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("the page could not be written: {detail}")]
pub struct PdfError {
    pub detail: String,
}

impl PdfError {
    pub(in crate::report) fn new(detail: impl Into<String>) -> Self {
        Self {
            detail: detail.into(),
        }
    }
}

/// Sizes of the lists' text in points, the largest that fits is taken.
const SIZES: [f32; 5] = [9.0, 8.2, 7.4, 6.6, SMALLEST];
const SMALLEST: f32 = 5.8;
/// Where not even the smallest fits, the longest lines are shortened to so many characters.
const LONGEST_LINES: [usize; 4] = [400, 200, 100, 50];

/// The page as PDF bytes. Much text is set smaller so that it stays one page; where that is not enough, long lines end
/// in an ellipsis. The text form always has the whole.
///
/// # Errors
/// [`PdfError`] when a font cannot be read or the page breaks a rule of PDF/UA-1.
pub fn pdf(page: &DoctorPage) -> Result<Vec<u8>, PdfError> {
    Ok(fitted(page)?.0)
}

/// The page so that it fits, and where its last list ends.
fn fitted(page: &DoctorPage) -> Result<(Vec<u8>, f32), PdfError> {
    let mut written = (Vec::new(), f32::MAX);
    for size in SIZES {
        written = sheet(page, size)?;
        if written.1 <= FOOT {
            return Ok(written);
        }
    }
    for longest in LONGEST_LINES {
        written = sheet(&page.shortened(longest), SMALLEST)?;
        if written.1 <= FOOT {
            break;
        }
    }
    Ok(written)
}

/// The page with its lists in that size, and where the last of them ends.
fn sheet(page: &DoctorPage, size: f32) -> Result<(Vec<u8>, f32), PdfError> {
    let fault = |error: &dyn core::fmt::Debug| PdfError::new(format!("{error:?}"));
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| fault(&error))?;
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    let settings =
        PageSettings::from_wh(PAPER.0, PAPER.1).ok_or_else(|| PdfError::new("no paper"))?;
    let typeface = Typeface::open_sans()?;
    let mut outline = Outline::new();
    let mut tree = TagTree::new().with_lang(Some(page.language.tag().to_owned()));
    let bottom;
    {
        let mut sheet = document.start_page_with(settings);
        {
            let mut pen = Pen {
                surface: sheet.surface(),
                typeface: &typeface,
                tree: &mut tree,
                outline: &mut outline,
                size,
            };
            bottom = pen.page(page);
            pen.surface.finish();
        }
        sheet.finish();
    }
    document.set_outline(outline);
    document.set_tag_tree(tree);
    document.set_metadata(
        Metadata::new()
            .title(page.title.clone())
            .description(page.period.clone())
            .language(page.language.tag().to_owned())
            .creator("Lull".to_owned()),
    );
    let bytes = document.finish().map_err(|error| fault(&error))?;
    Ok((bytes, bottom))
}

/// Writes and draws on one page and keeps the order in which it is read aloud.
struct Pen<'a> {
    surface: Surface<'a>,
    typeface: &'a Typeface,
    tree: &'a mut TagTree,
    outline: &'a mut Outline,
    /// Of the text of lists, in points.
    size: f32,
}

impl Pen<'_> {
    /// Gives where the last list ends.
    fn page(&mut self, page: &DoctorPage) -> f32 {
        let mut y = MARGIN + 14.0;
        self.heading(1, &page.title, MARGIN, y, 17.0);
        y += 16.0;
        self.paragraph(&page.period, MARGIN, y, 10.0, WIDTH);
        y += 20.0;
        self.paragraph(&page.name, MARGIN, y, 10.0, WIDTH);
        y += 10.0;
        self.rule(y);
        y += 17.0;

        let top = y;
        let left = self.figures(&page.figures, top, CHARTS_AT - MARGIN - GUTTER);
        let mut right = top;
        for chart in &page.charts {
            right = self.chart(chart, CHARTS_AT, right, PAPER.0 - MARGIN - CHARTS_AT);
        }
        if !page.charts.is_empty() {
            right = self.paragraph(
                &page.legend,
                CHARTS_AT,
                right + 2.0,
                7.5,
                PAPER.0 - MARGIN - CHARTS_AT,
            );
        }
        y = left.max(right) + 4.0;
        self.rule(y);
        y += 17.0;

        let half = (WIDTH - GUTTER) / 2.0;
        let beside = MARGIN + half + GUTTER;
        let mut left = self.list(&page.medicines, MARGIN, y, half);
        left = self.list(&page.iron, MARGIN, left + 6.0, half);
        let mut right = self.list(&page.flags, beside, y, half);
        right = self.list(&page.triggers, beside, right + 6.0, half);
        y = left.max(right) + 2.0;
        if !page.questions.lines.is_empty() {
            self.rule(y);
            y += 17.0;
            y = self.list(&page.questions, MARGIN, y, WIDTH);
        }
        self.footer(&page.footer);
        y
    }

    /// Gives where the next block may begin.
    fn figures(&mut self, figures: &List<(String, String)>, top: f32, width: f32) -> f32 {
        const LABEL: f32 = 104.0;
        self.heading(2, &figures.title, MARGIN, top, 11.0);
        let mut y = top + 16.0;
        let mut table = TagGroup::new(Tag::Table.with_summary(Some(figures.title.clone())));
        for (label, value) in &figures.lines {
            let mut row = TagGroup::new(Tag::TR);
            let mut name = TagGroup::new(Tag::TH(TableHeaderScope::Row));
            let mut cell = TagGroup::new(Tag::TD);
            let (labels, mut low) =
                self.lines(Face::Regular, label, MARGIN, y, 9.0, LABEL - 8.0, SOFT);
            labels.into_iter().for_each(|line| name.push(line));
            let (values, bottom) = self.lines(
                Face::Bold,
                value,
                MARGIN + LABEL,
                y,
                9.0,
                width - LABEL,
                INK,
            );
            values.into_iter().for_each(|line| cell.push(line));
            low = low.max(bottom);
            row.push(name);
            row.push(cell);
            table.push(row);
            y = low + 4.5;
        }
        self.tree.push(table);
        y
    }

    fn list(&mut self, list: &List<String>, x: f32, top: f32, width: f32) -> f32 {
        if list.lines.is_empty() {
            return top;
        }
        self.heading(2, &list.title, x, top, 11.0);
        let size = self.size;
        let mut y = top + 5.5 + size;
        let mut items = TagGroup::new(Tag::L(ListNumbering::None));
        for line in &list.lines {
            let mut item = TagGroup::new(Tag::LI);
            let mut body = TagGroup::new(Tag::LBody);
            let (lines, bottom) = self.lines(Face::Regular, line, x, y, size, width, INK);
            lines.into_iter().for_each(|line| body.push(line));
            item.push(body);
            items.push(item);
            y = bottom + 3.0;
        }
        self.tree.push(items);
        y + 7.0
    }

    fn heading(&mut self, level: u16, text: &str, x: f32, y: f32, size: f32) {
        let (lines, _) = self.lines(Face::Bold, text, x, y, size, PAPER.0, INK);
        let place = XyzDestination::new(0, At::from_xy(x, y - size));
        self.outline
            .push_child(OutlineNode::new(text.to_owned(), place));
        let level = core::num::NonZeroU16::new(level).unwrap_or(core::num::NonZeroU16::MIN);
        let mut heading = TagGroup::new(Tag::Hn(level, Some(text.to_owned())));
        lines.into_iter().for_each(|line| heading.push(line));
        self.tree.push(heading);
    }

    fn paragraph(&mut self, text: &str, x: f32, y: f32, size: f32, width: f32) -> f32 {
        let (lines, bottom) = self.lines(Face::Regular, text, x, y, size, width, SOFT);
        let mut paragraph = TagGroup::new(Tag::P);
        lines.into_iter().for_each(|line| paragraph.push(line));
        self.tree.push(paragraph);
        bottom
    }

    /// At the foot of the page, whatever is above it.
    fn footer(&mut self, text: &str) {
        let lines = self.typeface.wrap(Face::Regular, text, 7.5, WIDTH).len();
        #[allow(clippy::cast_precision_loss, reason = "a few lines")]
        let y = PAPER.1 - MARGIN + 8.0 - 9.4 * (lines as f32 - 1.0);
        self.paragraph(text, MARGIN, y, 7.5, WIDTH);
    }

    /// Lines of text, and the baseline of a next one.
    #[allow(
        clippy::too_many_arguments,
        reason = "a line of text has a place, a look and a width"
    )]
    fn lines(
        &mut self,
        face: Face,
        text: &str,
        x: f32,
        top: f32,
        size: f32,
        width: f32,
        grey: u8,
    ) -> (Vec<Identifier>, f32) {
        let mut identifiers = Vec::new();
        let mut y = top;
        for line in self.typeface.wrap(face, text, size, width) {
            let identifier = self
                .surface
                .start_tagged(ContentTag::Span(SpanTag::empty()));
            self.write(face, &line, x, y, size, grey);
            self.surface.end_tagged();
            identifiers.push(identifier);
            y += size * 1.25;
        }
        (identifiers, y)
    }

    fn write(&mut self, face: Face, text: &str, x: f32, y: f32, size: f32, grey: u8) {
        let (text, glyphs) = self.typeface.set(face, text);
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(filled(grey)));
        let font = self.typeface.font(face);
        self.surface
            .draw_glyphs(At::from_xy(x, y), &glyphs, font, &text, size, false);
    }

    fn rule(&mut self, y: f32) {
        let artifact = Artifact::with_kind(ArtifactType::Layout);
        self.surface.start_tagged(ContentTag::Artifact(artifact));
        self.line(&[(MARGIN, y), (MARGIN + WIDTH, y)], 0.6, FAINT, None);
        self.surface.end_tagged();
    }

    fn line(&mut self, points: &[(f32, f32)], width: f32, grey: u8, dash: Option<f32>) {
        let mut path = PathBuilder::new();
        for (index, (x, y)) in points.iter().enumerate() {
            if index == 0 {
                path.move_to(*x, *y);
            } else {
                path.line_to(*x, *y);
            }
        }
        let Some(path) = path.finish() else { return };
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(Stroke {
            paint: luma::Color::new(grey).into(),
            width,
            dash: dash.map(|length| StrokeDash {
                array: vec![length, length],
                offset: 0.0,
            }),
            ..Stroke::default()
        }));
        self.surface.draw_path(&path);
    }

    fn fill(&mut self, path: PathBuilder, grey: u8) {
        let Some(path) = path.finish() else { return };
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(filled(grey)));
        self.surface.draw_path(&path);
    }
}

fn filled(grey: u8) -> Fill {
    Fill {
        paint: luma::Color::new(grey).into(),
        opacity: NormalizedF32::ONE,
        rule: FillRule::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Language;

    fn list(title: &str, lines: usize, text: &str) -> List<String> {
        List {
            title: title.to_owned(),
            lines: vec![text.to_owned(); lines],
        }
    }

    /// As full as a page can be: every list at its most lines, every text at its longest.
    fn crammed() -> DoctorPage {
        let long = "sixteen letters, ".repeat(240);
        DoctorPage {
            language: Language::En,
            title: "A title".to_owned(),
            period: "A period".to_owned(),
            name: "Name".to_owned(),
            figures: List {
                title: "Figures".to_owned(),
                lines: vec![("Severity".to_owned(), "median 5, worst 9".to_owned()); 14],
            },
            charts: Vec::new(),
            legend: "A legend".to_owned(),
            medicines: list("Medicines", 7, &long),
            iron: list("Iron", 7, &long),
            flags: list("Patterns", 7, &long),
            triggers: list("Triggers", 1, &long),
            questions: list("My questions", 3, &long),
            footer: "A footer".to_owned(),
        }
    }

    #[test]
    fn however_much_was_written_nothing_runs_over_the_foot_of_the_page() {
        let page = crammed();
        let (_, bottom) = sheet(&page, SMALLEST).expect("writes");
        assert!(bottom > FOOT, "the test crams too little: {bottom}");
        let (_, bottom) = fitted(&page).expect("writes");
        assert!(bottom <= FOOT, "{bottom} is below {FOOT}");
    }
}
