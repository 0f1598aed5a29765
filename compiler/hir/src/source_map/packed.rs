//! A source map as it is stored: its numbers mostly grow, so each is written as its distance
//! from the one before, which is a byte or two.

use super::{Section, SourceMap};
use fedic_diagnostics::{SectionId, Span};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
pub(super) struct Packed {
    exprs: (Steps, Vec<u32>),
    names: (Steps, Vec<u32>),
    paths: Steps,
    sections: Vec<(SectionId, Steps, Steps)>,
}

impl From<SourceMap> for Packed {
    fn from(map: SourceMap) -> Packed {
        let section = |it: Section| (it.id, Steps::new(it.exprs), Steps::new(it.names));
        Packed {
            exprs: packed(&map.exprs),
            names: packed(&map.names),
            paths: Steps::new(map.paths),
            sections: map.sections.into_iter().map(section).collect(),
        }
    }
}

impl From<Packed> for SourceMap {
    fn from(packed: Packed) -> SourceMap {
        let section = |(id, exprs, names): (SectionId, Steps, Steps)| Section {
            id,
            exprs: exprs.numbers().collect(),
            names: names.numbers().collect(),
        };
        SourceMap {
            exprs: spans(packed.exprs),
            names: spans(packed.names),
            paths: packed.paths.numbers().collect(),
            sections: packed.sections.into_iter().map(section).collect(),
        }
    }
}

/// Where ranges begin, and how long they are.
fn packed(spans: &[Span]) -> (Steps, Vec<u32>) {
    (Steps::new(spans.iter().map(|span| span.start)), spans.iter().map(|span| span.len()).collect())
}

fn spans((starts, lengths): (Steps, Vec<u32>)) -> Vec<Span> {
    starts.numbers().zip(lengths).map(|(start, len)| Span::new(start, start.wrapping_add(len))).collect()
}

/// Numbers by their distances.
#[derive(Serialize, Deserialize)]
struct Steps(Vec<i32>);

impl Steps {
    fn new(numbers: impl IntoIterator<Item = u32>) -> Steps {
        let mut last = 0_u32;
        let step = |number: u32| number.wrapping_sub(std::mem::replace(&mut last, number)).cast_signed();
        Steps(numbers.into_iter().map(step).collect())
    }

    fn numbers(self) -> impl Iterator<Item = u32> {
        self.0.into_iter().scan(0_u32, |last, step| {
            *last = last.wrapping_add_signed(step);
            Some(*last)
        })
    }
}
