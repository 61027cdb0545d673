//! The drawings of the guide are those of the screens: `LULL_PICTURES=draw` writes them anew.

#![allow(clippy::expect_used, reason = "tests may fail loudly")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use lull_core::session::stretches::{Form, Point, SHEET, STRETCHES, Shape, ShapeOf, Stretch};

/// File, title and description, in the order of the guide.
const DRAWINGS: [(&str, &str, &str); 3] = [
    (
        "1-wall-straight-knee.svg",
        "Wall stretch, straight knee",
        "A person leans with both hands on a wall. The back leg is straight with its heel on the floor; the front knee is \
         bent. The dotted line marks the calf that is stretched.",
    ),
    (
        "2-wall-bent-knee.svg",
        "Wall stretch, bent knee",
        "The same stand at the wall with the back knee a little bent and its heel still on the floor. The dotted line \
         marks the lower calf that is stretched.",
    ),
    (
        "3-seated-towel.svg",
        "Seated stretch with a towel",
        "A person sits on the floor with straight legs and a straight back. A towel goes around the balls of the feet \
         and is drawn towards the body. The dotted line marks the calves.",
    ),
];

#[test]
fn the_guide_shows_what_the_screens_draw() {
    for (stretch, (file, title, description)) in STRETCHES.iter().zip(DRAWINGS) {
        let path = folder().join(file);
        let drawn = svg(stretch, title, description);
        if std::env::var("LULL_PICTURES").is_ok_and(|what| what == "draw") {
            std::fs::write(&path, &drawn).expect("the drawing is written");
        }
        let kept = std::fs::read_to_string(&path).expect("a drawing of the guide");
        assert_eq!(kept, drawn, "{file} is not what the screens draw");
    }
}

#[test]
fn every_stretch_has_its_number_and_stays_on_its_sheet() {
    for (number, stretch) in (1..).zip(STRETCHES) {
        assert_eq!(stretch.exercise, number);
        for kind in [ShapeOf::Surroundings, ShapeOf::Body, ShapeOf::Stretched] {
            assert!(
                stretch.drawing.iter().any(|shape| shape.of == kind),
                "{kind:?} of {number}"
            );
        }
        for shape in stretch.drawing {
            let reach = match shape.form {
                Form::Line { width, .. } => width / 2 + 1,
                Form::Disc { radius, .. } => radius,
            };
            for Point { x, y } in points(shape) {
                assert!(
                    (reach..=SHEET.x - reach).contains(&x),
                    "{number}: {shape:?}"
                );
                assert!(
                    (reach..=SHEET.y - reach).contains(&y),
                    "{number}: {shape:?}"
                );
            }
        }
    }
}

fn points(shape: &Shape) -> Vec<Point> {
    match shape.form {
        Form::Line { points, .. } => points.to_vec(),
        Form::Disc { centre, .. } => vec![centre],
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/stretches")
}

fn svg(stretch: &Stretch, title: &str, description: &str) -> String {
    let Point { x, y } = SHEET;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {x} {y}\" role=\"img\" aria-labelledby=\"t d\">\n\
         <title id=\"t\">{title}</title>\n<desc id=\"d\">{description}</desc>\n\
         <rect width=\"{x}\" height=\"{y}\" rx=\"12\" fill=\"#fdfbf6\"/>\n\
         <g fill=\"none\" stroke-linecap=\"round\" stroke-linejoin=\"round\">\n"
    );
    for shape in stretch.drawing {
        let colour = match shape.of {
            ShapeOf::Surroundings => "#8a857a",
            ShapeOf::Body => "#262626",
            ShapeOf::Stretched => "#b26200",
        };
        let dots = match shape.of {
            ShapeOf::Stretched => " stroke-dasharray=\"1 11\"",
            ShapeOf::Surroundings | ShapeOf::Body => "",
        };
        let drawn = match shape.form {
            Form::Line { points, width } => {
                let corners: Vec<String> = points
                    .iter()
                    .map(|at| format!("{},{}", at.x, at.y))
                    .collect();
                let corners = corners.join(" ");
                writeln!(
                    svg,
                    "<polyline points=\"{corners}\" stroke=\"{colour}\" stroke-width=\"{width}\"{dots}/>"
                )
            }
            Form::Disc { centre, radius } => {
                let Point { x, y } = centre;
                writeln!(
                    svg,
                    "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{colour}\"/>"
                )
            }
        };
        drawn.expect("a string takes everything");
    }
    svg.push_str("</g>\n</svg>\n");
    svg
}
