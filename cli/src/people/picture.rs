//! One simulated person's ninety nights as a picture: what was logged, what would have come, what was planned.

use plotters::prelude::*;

use super::score::{Shown, nights_shown};
use super::worlds::World;

const SIZE: (u32, u32) = (760, 400);
/// Above everything drawn, as a share of it: the words lie on nothing.
const ROOM_FOR_WORDS: f64 = 0.34;

/// The picture as SVG; empty if it cannot be drawn, which would be a fault of this module.
pub(crate) fn of_one_person(seed: u64) -> String {
    let mut drawn = String::new();
    if draw(&nights_shown(&World::for_the_picture(), seed), &mut drawn).is_err() {
        drawn.clear();
    }
    drawn
}

fn draw(nights: &[Shown], into: &mut String) -> Result<(), Box<dyn std::error::Error>> {
    let root = SVGBackend::with_string(into, SIZE).into_drawing_area();
    root.fill(&WHITE)?;
    let times = nights
        .iter()
        .flat_map(|night| [Some(night.planned), night.untreated])
        .flatten();
    let (least, most) = times.fold((1440.0_f64, 0.0_f64), |(least, most), time| {
        (least.min(time), most.max(time))
    });
    let mut chart = ChartBuilder::on(&root)
        .margin(10)
        .x_label_area_size(34)
        .y_label_area_size(54)
        .build_cartesian_2d(
            0.0..91.0,
            hours(least - 20.0)..hours(most + (most - least) * ROOM_FOR_WORDS),
        )?;
    chart
        .configure_mesh()
        .disable_x_mesh()
        .light_line_style(TRANSPARENT)
        .x_desc("night")
        .x_label_formatter(&|night| format!("{night:.0}"))
        .y_label_formatter(&|hours| {
            let clock = super::evening::clock(*hours * 60.0);
            format!("{:02}:{:02}", clock.hour(), clock.minute())
        })
        .draw()?;
    let band = RGBColor(244, 215, 160);
    let plan = RGBColor(160, 90, 0);
    chart
        .draw_series(nights.iter().filter_map(|night| {
            let (low, high) = night.interval?;
            let at = f64::from(night.number);
            let corners = [
                (at - 0.5, hours(low.into())),
                (at + 0.5, hours(high.into())),
            ];
            Some(Rectangle::new(corners, band.filled()))
        }))?
        .label("8 of 10 starts expected here")
        .legend(move |(x, y)| Rectangle::new([(x, y - 5), (x + 14, y + 5)], band.filled()));
    chart
        .draw_series(LineSeries::new(
            nights
                .iter()
                .map(|night| (f64::from(night.number), hours(night.planned))),
            plan.stroke_width(2),
        ))?
        .label("start the plan counts with")
        .legend(move |(x, y)| PathElement::new([(x, y), (x + 14, y)], plan.stroke_width(2)));
    chart
        .draw_series(nights.iter().filter_map(|night| {
            let point = (f64::from(night.number), hours(night.untreated?));
            Some(Circle::new(point, 3, BLACK.stroke_width(1)))
        }))?
        .label("start without a session")
        .legend(|(x, y)| Circle::new((x + 7, y), 3, BLACK.stroke_width(1)));
    chart
        .draw_series(nights.iter().filter_map(|night| {
            let point = (f64::from(night.number), hours(night.logged?.into()));
            Some(Cross::new(point, 3, BLUE.stroke_width(1)))
        }))?
        .label("start as logged")
        .legend(|(x, y)| Cross::new((x + 7, y), 3, BLUE.stroke_width(1)));
    chart
        .configure_series_labels()
        .position(SeriesLabelPosition::UpperRight)
        .background_style(WHITE.mix(0.8))
        .draw()?;
    root.present()?;
    Ok(())
}

/// Drawn in hours, so that the lines through the picture lie at whole and half ones.
fn hours(minutes: f64) -> f64 {
    minutes / 60.0
}
