//! Programs that nobody wrote, answered by fedic and by the real Nix: the same value as it
//! prints, or the same error. They are generated ([`generator`]) or made from the cases
//! ([`mutator`]), run by both sides ([`runner`]), and what differs is made small ([`shrinker`])
//! and told by classes ([`report`]). The same seed gives the same programs.

pub mod dice;
pub mod generator;
pub mod mutator;
pub mod report;
pub mod runner;
pub mod shrinker;
mod syntax;

use crate::engine::Printing;
use dice::Dice;
use std::path::PathBuf;

/// A text that both sides are asked about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Program {
    pub text: String,
    /// Where its relative paths start.
    pub folder: PathBuf,
    pub printing: Printing,
}

/// The programs of a seed: without end, half of them generated and half made from cases.
pub fn programs(seed: u64) -> impl Iterator<Item = Program> {
    let cases = mutator::Cases::read();
    (0..).map(move |index: u64| {
        let mut dice = Dice::new(seed.wrapping_mul(1_000_003).wrapping_add(index));
        let printing = match dice.below(10) {
            0 => Printing::Json,
            1 => Printing::Xml,
            _ => Printing::Plain,
        };
        let (text, folder) =
            if dice.once_in(2) { cases.mutated(&mut dice) } else { generator::expression(&mut dice) };
        // A function on its own would be called by Nix's command.
        Program { text: format!("[ (\n{text}\n) ]"), folder, printing }
    })
}

/// The programs of a text, which stand between lines of `----`, in each way of printing.
pub fn written(text: &str) -> impl Iterator<Item = Program> {
    let folder = crate::workspace::cases("eval");
    text.split("\n----\n").filter(|text| !text.trim().is_empty()).flat_map(move |text| {
        let folder = folder.clone();
        [Printing::Plain, Printing::Json, Printing::Xml].into_iter().map(move |printing| Program {
            text: format!("[ (\n{text}\n) ]"),
            folder: folder.clone(),
            printing,
        })
    })
}
