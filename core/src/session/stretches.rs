//! The three calf stretches after a massage: how long each is held, and how it is drawn.
//!
//! In one small trial in haemodialysis people who stretched fared better (2016, 33 people, half an hour three times a week;
//! product facts d2); of three short stretches nothing is known, and Lull claims nothing for them. The drawings are shapes rather than files, so that every screen draws the same ones in its own colours.

use core::time::Duration;

/// One stretch, as often as the guide has one: both legs in turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Its number in the guide, from 1.
    pub exercise: u8,
    pub hold: Duration,
    /// From back to front.
    pub drawing: &'static [Shape],
}

/// A part of a drawing, on a sheet of [`SHEET`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    pub of: ShapeOf,
    pub form: Form,
}

/// What a shape shows: each kind has a colour and a pen of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ShapeOf {
    /// Floor, wall, towel.
    Surroundings,
    Body,
    /// Where the stretch is felt: a dotted line, not told by its colour alone.
    Stretched,
}

/// What is drawn. Coordinates are from the upper left corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A pen of that width along straight lines, with round ends and corners.
    Line {
        points: &'static [Point],
        width: u16,
    },
    /// A filled circle.
    Disc { centre: Point, radius: u16 },
}

/// Right and down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    pub x: u16,
    pub y: u16,
}

/// Width and height of every drawing.
pub const SHEET: Point = Point { x: 320, y: 240 };

/// In the order in which they are done.
pub const STRETCHES: [Stretch; 3] = [
    stretch(1, STRAIGHT_KNEE),
    stretch(2, BENT_KNEE),
    stretch(3, TOWEL),
];

const HOLD: Duration = Duration::from_secs(45);

const fn stretch(exercise: u8, drawing: &'static [Shape]) -> Stretch {
    Stretch {
        exercise,
        hold: HOLD,
        drawing,
    }
}

const STRAIGHT_KNEE: &[Shape] = &[
    FLOOR,
    WALL,
    body(&[at(150, 128), at(196, 72)]),
    body(&[at(196, 72), at(232, 92), at(266, 74)]),
    body(&[at(150, 128), at(64, 206), at(92, 210)]),
    body(&[at(150, 128), at(200, 152), at(192, 207), at(218, 210)]),
    head(at(212, 48)),
    stretched(&[at(74, 184), at(112, 150)]),
];

const BENT_KNEE: &[Shape] = &[
    FLOOR,
    WALL,
    body(&[at(160, 132), at(198, 74)]),
    body(&[at(198, 74), at(232, 94), at(266, 78)]),
    body(&[at(160, 132), at(128, 172), at(86, 206), at(114, 210)]),
    body(&[at(160, 132), at(206, 158), at(196, 207), at(222, 210)]),
    head(at(213, 50)),
    stretched(&[at(86, 184), at(106, 166)]),
];

const TOWEL: &[Shape] = &[
    FLOOR,
    body(&[at(92, 192), at(104, 104)]),
    body(&[at(92, 192), at(250, 192)]),
    body(&[at(250, 192), at(262, 156)]),
    body(&[at(104, 112), at(150, 142), at(176, 134)]),
    around(&[at(176, 134), at(266, 160)], 6),
    head(at(108, 76)),
    stretched(&[at(172, 204), at(232, 204)]),
];

const FLOOR: Shape = around(&[at(20, 214), at(300, 214)], 5);
const WALL: Shape = around(&[at(270, 24), at(270, 214)], 7);

const fn at(x: u16, y: u16) -> Point {
    Point { x, y }
}

const fn line(of: ShapeOf, points: &'static [Point], width: u16) -> Shape {
    let form = Form::Line { points, width };
    Shape { of, form }
}

const fn around(points: &'static [Point], width: u16) -> Shape {
    line(ShapeOf::Surroundings, points, width)
}

const fn body(points: &'static [Point]) -> Shape {
    line(ShapeOf::Body, points, 9)
}

const fn stretched(points: &'static [Point]) -> Shape {
    line(ShapeOf::Stretched, points, 6)
}

const fn head(centre: Point) -> Shape {
    let form = Form::Disc { centre, radius: 17 };
    Shape {
        of: ShapeOf::Body,
        form,
    }
}
