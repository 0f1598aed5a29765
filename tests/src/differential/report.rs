//! What a run has found: numbers, and the differences by their classes, the frequent first.

use super::runner::{Difference, Verdict};
use super::{Program, runner, shrinker};
use crate::oracle::Answer;
use crate::workspace;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

/// What is known after some programs.
#[derive(Debug, Default)]
pub struct Report {
    values: usize,
    errors: usize,
    another_first: usize,
    passed: usize,
    classes: BTreeMap<String, Found>,
}

/// The differences of a class.
#[derive(Clone, Debug)]
struct Found {
    count: usize,
    /// The smallest of them.
    program: Program,
    difference: Difference,
}

impl Report {
    /// Compares these programs too.
    pub fn add(&mut self, programs: &[Program]) {
        for (program, verdict) in programs.iter().zip(runner::compare(programs)) {
            match verdict {
                Verdict::SameValue => self.values += 1,
                Verdict::SameError => self.errors += 1,
                Verdict::AnotherFirst => self.another_first += 1,
                Verdict::Passed => self.passed += 1,
                Verdict::Different(difference) => {
                    let class = difference.class();
                    let new = Found { count: 0, program: program.clone(), difference };
                    let found = self.classes.entry(class).or_insert_with(|| new.clone());
                    let count = found.count + 1;
                    if new.program.text.len() < found.program.text.len() {
                        *found = new;
                    }
                    found.count = count;
                }
            }
        }
    }

    /// Makes the program of each class small.
    pub fn shrink(&mut self) {
        for found in self.classes.values_mut() {
            (found.program, found.difference) = shrinker::shrink(&found.program, found.difference.clone());
        }
    }

    /// Whether fedic said what Nix says, every time.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.classes.is_empty()
    }

    /// The numbers on one line.
    #[must_use]
    pub fn summary(&self) -> String {
        let different: usize = self.classes.values().map(|found| found.count).sum();
        format!(
            "{} programs compared: {} same values, {} same errors, {} the same of another name, {different} different \
             in {} classes; {} not compared",
            self.values + self.errors + self.another_first + different,
            self.values,
            self.errors,
            self.another_first,
            self.classes.len(),
            self.passed
        )
    }

    /// The summary and an example of each class.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = self.summary() + "\n";
        let mut classes: Vec<(&String, &Found)> = self.classes.iter().collect();
        classes.sort_by_key(|(_, found)| std::cmp::Reverse(found.count));
        for (class, found) in classes {
            let _ = write!(
                text,
                "\n{} × {class}\n{}\n  in {}, {:?}\n{}",
                found.count,
                found.program.text,
                found.program.folder.display(),
                found.program.printing,
                found.difference
            );
        }
        text
    }

    /// Keeps the small programs as cases of the language, beside what the real Nix says.
    ///
    /// # Errors
    /// What the system says.
    pub fn keep(&self, seed: u64) -> std::io::Result<Vec<PathBuf>> {
        let mut kept = Vec::new();
        for (index, found) in self.classes.values().enumerate() {
            let (extension, text) = match found.difference.nix.clone().without_folders() {
                Answer::Value(text) => ("out", text),
                Answer::Error(text) => ("err", text),
                Answer::Silence(_) => continue,
            };
            let stage = found.program.folder.file_name().unwrap_or("eval".as_ref());
            let file =
                workspace::root().join("tests/cases").join(stage).join(format!("found-{seed}-{index}.nix"));
            std::fs::write(&file, format!("{}\n", found.program.text.trim_end()))?;
            std::fs::write(file.with_extension(extension), format!("{}\n", text.trim_end()))?;
            kept.push(file);
        }
        Ok(kept)
    }
}
