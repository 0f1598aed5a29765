//! The comments of `stdlib/`, which machines read: each names its function, gives its
//! signature and an example, and every example is true. The form is told in
//! `stdlib/default.nix`; that the signatures parse is tested where they are parsed.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use fedic_tests::engine::{self, Form, Outcome};
use fedic_tests::workspace;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Mutex;

/// A comment and the binding below it.
struct Documented {
    /// The file, below `stdlib/`, and the line of the binding.
    place: String,
    /// The attribute of `lib` that the file is for.
    topic: String,
    name: String,
    comment: String,
}

impl Documented {
    /// What stands before the colon of the signature.
    fn signed_name(&self) -> Option<&str> {
        self.comment.lines().find_map(|line| line.trim().split_once(" : ")).map(|(name, _)| name)
    }

    /// Each example as one expression.
    fn examples(&self) -> impl Iterator<Item = String> + '_ {
        let paragraphs = self.comment.split("\n\n").map(str::trim);
        paragraphs.filter_map(|text| text.strip_prefix("Example: ").map(str::to_owned))
    }
}

#[test]
fn every_comment_signs_its_function_and_gives_an_example() {
    let mut complaints = String::new();
    for it in documented() {
        if it.signed_name() != Some(&it.name) {
            let _ = writeln!(complaints, "{}: `{}` is signed {:?}", it.place, it.name, it.signed_name());
        }
        if it.examples().next().is_none() {
            let _ = writeln!(complaints, "{}: `{}` has no example", it.place, it.name);
        }
    }
    assert!(complaints.is_empty(), "{complaints}");
}

#[test]
fn every_example_is_true() {
    let examples: Vec<(String, String)> = documented()
        .iter()
        .flat_map(|it| {
            it.examples().map(|example| {
                let scope = format!("with lib; with lib.{};", it.topic);
                (it.place.clone(), format!("let lib = import <fedic/lib>; in {scope} {example}"))
            })
        })
        .collect();
    assert!(examples.len() > 400, "only {} examples were found", examples.len());
    let complaints = Mutex::new(String::new());
    std::thread::scope(|scope| {
        let workers = std::thread::available_parallelism().map_or(2, usize::from);
        for part in examples.chunks(examples.len().div_ceil(workers)) {
            let complaints = &complaints;
            scope.spawn(move || {
                for (place, expression) in part {
                    let outcome = engine::evaluate(expression, workspace::root(), Form::Whole).outcome;
                    if outcome != Outcome::Value("true".to_owned()) {
                        let _ = writeln!(complaints.lock().unwrap(), "{place}: {expression}\n  {outcome:?}");
                    }
                }
            });
        }
    });
    let complaints = complaints.into_inner().unwrap();
    assert!(complaints.is_empty(), "{complaints}");
}

/// All comments of all files.
fn documented() -> Vec<Documented> {
    let folder = workspace::root().join("stdlib");
    // `default.nix` tells the form, and is no topic.
    let files =
        workspace::files_below(&folder, "nix").into_iter().filter(|file| *file != folder.join("default.nix"));
    files.flat_map(|file| in_file(&folder, &file)).collect()
}

fn in_file(folder: &Path, file: &Path) -> Vec<Documented> {
    let text = fs::read_to_string(file).unwrap();
    let relative = file.strip_prefix(folder).unwrap().display().to_string();
    let mut found = Vec::new();
    let mut comment: Option<String> = None;
    for (number, line) in text.lines().enumerate() {
        match line.trim() {
            "/**" => comment = Some(String::new()),
            "*/" => {
                let binding = text.lines().nth(number + 1).unwrap_or_default();
                if let Some(comment) = comment.take() {
                    let place = format!("stdlib/{relative}:{}", number + 2);
                    found.push(Documented {
                        place,
                        topic: topic(&relative),
                        name: bound_name(binding),
                        comment,
                    });
                }
            }
            _ => {
                if let Some(comment) = &mut comment {
                    let _ = writeln!(comment, "{line}");
                }
            }
        }
    }
    found
}

/// `strings-with-deps.nix` and all below `strings-with-deps/` are for `stringsWithDeps`.
fn topic(relative: &str) -> String {
    let kebab = relative.split('/').next().unwrap_or_default().trim_end_matches(".nix");
    let mut words = kebab.split('-');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| {
        let (initial, rest) = word.split_at(1);
        name + &initial.to_uppercase() + rest
    })
}

/// The name that a line binds: of `"or" = …`, and the only one of `inherit (…) name;`.
fn bound_name(line: &str) -> String {
    let line = line.trim();
    let name = match line.strip_prefix("inherit ") {
        Some(rest) => rest.trim_end_matches(';').rsplit(' ').next().unwrap_or_default(),
        None => line.split([' ', '=']).next().unwrap_or_default(),
    };
    name.trim_matches('"').to_owned()
}
