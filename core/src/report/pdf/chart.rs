//! Drawing one chart: its lines, marks and dates, and where a value lies on the page.

use krilla::geom::PathBuilder;
use krilla::tagging::{ContentTag, Tag, TagGroup};

use super::{FAINT, INK, Pen, SOFT};
use crate::report::charts::{Chart, Point};
use crate::report::typeface::Face;

impl Pen<'_> {
    /// A chart with its heading; gives where the next one may begin.
    pub(super) fn chart(&mut self, chart: &Chart, x: f32, top: f32, width: f32) -> f32 {
        const AXIS: f32 = 26.0;
        const HEIGHT: f32 = 74.0;
        self.heading(2, &chart.title, x, top, 10.0);
        let frame = Frame {
            left: x + AXIS,
            top: top + 9.0,
            width: width - AXIS,
            height: HEIGHT,
        };
        let identifier = self.surface.start_tagged(ContentTag::Other);
        for (value, label) in &chart.ticks {
            let y = frame.y(chart, *value);
            self.line(
                &[(frame.left, y), (frame.left + frame.width, y)],
                0.4,
                FAINT,
                None,
            );
            let wide = self.typeface.width(Face::Regular, label, 7.0);
            self.write(
                Face::Regular,
                label,
                frame.left - 4.0 - wide,
                y + 2.4,
                7.0,
                SOFT,
            );
        }
        for (night, label) in &chart.dates {
            let at = frame.x(chart, f64::from(*night));
            self.write(
                Face::Regular,
                label,
                at - 6.0,
                frame.bottom() + 9.0,
                7.0,
                SOFT,
            );
        }
        for (night, number) in &chart.marks {
            let at = frame.x(chart, f64::from(*night));
            self.line(
                &[(at, frame.top), (at, frame.bottom())],
                0.7,
                SOFT,
                Some(2.0),
            );
            self.write(Face::Bold, number, at + 1.5, frame.top + 5.0, 6.5, INK);
        }
        for point in &chart.points {
            self.mark(
                point,
                frame.x(chart, f64::from(point.night)),
                frame.y(chart, point.value),
                chart,
            );
        }
        for (from, to, value) in &chart.weeks {
            let y = frame.y(chart, *value);
            let begin = frame.x(chart, f64::from(*from) - 0.4);
            let end = frame.x(chart, f64::from(*to) + 0.4);
            self.line(&[(begin, y), (end, y)], 1.6, INK, None);
        }
        self.surface.end_tagged();
        let mut figure = TagGroup::new(Tag::Figure(Some(chart.alt.clone())));
        figure.push(identifier);
        self.tree.push(figure);
        frame.bottom() + 27.0
    }

    /// A dot, or a triangle for a night with a session: the shape tells, not the colour.
    fn mark(&mut self, point: &Point, x: f32, y: f32, chart: &Chart) {
        let size = if chart.nights > 120 { 1.0 } else { 1.8 };
        let mut path = PathBuilder::new();
        if point.with_session {
            path.move_to(x, y - 1.5 * size);
            path.line_to(x + 1.4 * size, y + size);
            path.line_to(x - 1.4 * size, y + size);
            path.close();
            self.fill(path, INK);
        } else {
            round(&mut path, x, y, size);
            self.fill(path, 95);
        }
    }
}

/// Where a chart's values are on the page.
struct Frame {
    left: f32,
    top: f32,
    width: f32,
    height: f32,
}

impl Frame {
    fn bottom(&self) -> f32 {
        self.top + self.height
    }

    fn x(&self, chart: &Chart, night: f64) -> f32 {
        #[allow(clippy::cast_possible_truncation, reason = "a place on a page")]
        let share = ((night + 0.5) / f64::from(chart.nights.max(1))) as f32;
        self.left + self.width * share.clamp(0.0, 1.0)
    }

    fn y(&self, chart: &Chart, value: f64) -> f32 {
        #[allow(clippy::cast_possible_truncation, reason = "a place on a page")]
        let share = ((value - chart.low) / (chart.high - chart.low).max(1.0)) as f32;
        self.bottom() - self.height * share.clamp(0.0, 1.0)
    }
}

/// A circle of four curves.
fn round(path: &mut PathBuilder, x: f32, y: f32, radius: f32) {
    let bend = radius * 0.552_3;
    path.move_to(x + radius, y);
    path.cubic_to(x + radius, y + bend, x + bend, y + radius, x, y + radius);
    path.cubic_to(x - bend, y + radius, x - radius, y + bend, x - radius, y);
    path.cubic_to(x - radius, y - bend, x - bend, y - radius, x, y - radius);
    path.cubic_to(x + bend, y - radius, x + radius, y - bend, x + radius, y);
    path.close();
}
