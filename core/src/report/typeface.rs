//! Open Sans as the page uses it: which glyph a character has, how wide text is, where it breaks.
//!
//! Latin, Greek and Cyrillic letters; another character is written as `?`, so that nothing is left out unseen.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use ttf_parser::Face as Outlines;

use super::pdf::PdfError;

const REGULAR: &[u8] = include_bytes!("../../fonts/OpenSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../fonts/OpenSans-Bold.ttf");

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Face {
    Regular,
    Bold,
}

/// Both faces, read once a page.
pub(super) struct Typeface {
    regular: (Font, Outlines<'static>),
    bold: (Font, Outlines<'static>),
}

impl Typeface {
    pub(super) fn open_sans() -> Result<Self, PdfError> {
        let read = |data: &'static [u8]| {
            let font = Font::new(data.into(), 0).ok_or_else(|| PdfError::new("a font"))?;
            let outlines =
                Outlines::parse(data, 0).map_err(|error| PdfError::new(error.to_string()))?;
            Ok::<_, PdfError>((font, outlines))
        };
        Ok(Self {
            regular: read(REGULAR)?,
            bold: read(BOLD)?,
        })
    }

    pub(super) fn font(&self, face: Face) -> Font {
        self.of(face).0.clone()
    }

    /// The text as it can be written, and a glyph for each of its characters.
    pub(super) fn set(&self, face: Face, text: &str) -> (String, Vec<KrillaGlyph>) {
        let mut written = String::with_capacity(text.len());
        let mut glyphs = Vec::with_capacity(text.len());
        for character in text.chars() {
            let (character, id, advance) = self.glyph(face, character);
            let start = written.len();
            written.push(character);
            glyphs.push(KrillaGlyph {
                glyph_id: GlyphId::new(id.into()),
                text_range: start..written.len(),
                x_advance: advance,
                x_offset: 0.0,
                y_offset: 0.0,
                y_advance: 0.0,
                location: None,
            });
        }
        (written, glyphs)
    }

    /// In points.
    pub(super) fn width(&self, face: Face, text: &str, size: f32) -> f32 {
        text.chars()
            .map(|character| self.glyph(face, character).2)
            .sum::<f32>()
            * size
    }

    /// Breaks at spaces; a word wider than a line is broken where it must be.
    pub(super) fn wrap(&self, face: Face, text: &str, size: f32, width: f32) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        for word in text.split(' ') {
            let longer = if line.is_empty() {
                word.to_owned()
            } else {
                format!("{line} {word}")
            };
            if self.width(face, &longer, size) <= width {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(core::mem::take(&mut line));
            }
            for character in word.chars() {
                line.push(character);
                if self.width(face, &line, size) > width && line.chars().count() > 1 {
                    line.pop();
                    lines.push(core::mem::take(&mut line));
                    line.push(character);
                }
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }

    fn glyph(&self, face: Face, character: char) -> (char, u16, f32) {
        let outlines = &self.of(face).1;
        let found = |character: char| {
            let id = outlines.glyph_index(character)?;
            let advance = f32::from(outlines.glyph_hor_advance(id)?);
            Some((
                character,
                id.0,
                advance / f32::from(outlines.units_per_em()),
            ))
        };
        found(character)
            .or_else(|| found('?'))
            .unwrap_or(('?', 0, 0.5))
    }

    fn of(&self, face: Face) -> &(Font, Outlines<'static>) {
        match face {
            Face::Regular => &self.regular,
            Face::Bold => &self.bold,
        }
    }
}
