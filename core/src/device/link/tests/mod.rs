//! Stories about a link, told on a bench: a massager that behaves, and all the ways in which it does not.

mod bench;
mod losses;
mod starts;
mod stops;
mod troubles;

use self::bench::Bench;
use super::{Input, LinkFault, News};

fn opened() -> Bench {
    let mut bench = Bench::new();
    bench.tell(Input::Open);
    bench
}

fn gave_up(bench: &Bench, why: LinkFault) -> bool {
    bench.has(&News::Down {
        fault: why,
        gave_up: true,
    })
}
