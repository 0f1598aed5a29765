//! A bounded share of fuzzing: for each target, seeds from the cases, from `fuzz/corpus/<target>`
//! what coverage has found, and from `cases/fuzz/<target>` what has broken it once; then texts made
//! from them by a few changes of bytes and of whole pieces.
//! `FEDIC_COUNT` and `FEDIC_SEED` ask for more, or for others.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use fedic_tests::differential::dice::Dice;
use fedic_tests::{fuzz, workspace};
use std::fs;
use std::time::{Duration, Instant};

/// No input should take longer; what does is a hang in the making.
const PATIENCE: Duration = Duration::from_secs(20);

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// Gives the target its seeds, and as many changed ones.
fn run(name: &str, seeds: &[Vec<u8>], count: u64) {
    let target = fuzz::TARGETS.iter().find(|target| target.0 == name).unwrap().1;
    let folders = [workspace::cases("fuzz"), workspace::root().join("tests/fuzz/corpus")];
    let folders = folders.map(|folder| folder.join(name)).into_iter().filter(|folder| folder.exists());
    let kept: Vec<Vec<u8>> =
        folders.flat_map(|folder| workspace::entries(&folder)).map(|file| fs::read(file).unwrap()).collect();
    kept.iter().for_each(|bytes| target(bytes));
    let seeds = [seeds, &kept].concat();
    let first = number("FEDIC_SEED", 1) * 1_000_000;
    for index in first..first + number("FEDIC_COUNT", count) {
        let bytes = changed(&seeds, &mut Dice::new(index));
        let started = Instant::now();
        let done = std::panic::catch_unwind(|| target(&bytes));
        assert!(done.is_ok(), "{name} {index} breaks on {:?}", String::from_utf8_lossy(&bytes));
        let took = started.elapsed();
        assert!(took < PATIENCE, "{name} {index} takes {took:?} for {:?}", String::from_utf8_lossy(&bytes));
    }
}

/// One of the seeds, or a piece of it, changed in a few places.
fn changed(seeds: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = piece(dice.pick::<Vec<u8>>(seeds), 2000, dice);
    for _ in 0..1 + dice.below(6) {
        let at = dice.below(bytes.len() + 1);
        let end = (at + dice.below(12)).min(bytes.len());
        match dice.below(5) {
            0 => drop(bytes.drain(at..end)),
            1 => {
                let other = piece(dice.pick::<Vec<u8>>(seeds), 200, dice);
                drop(bytes.splice(at..end, other));
            }
            2 => {
                let again = bytes[at..end].repeat(1 + dice.below(40));
                drop(bytes.splice(at..at, again));
            }
            3 => {
                let words: [&[u8]; 16] = [
                    b"(", b")", b"{", b"}", b"[", b"]", b"\"", b"''", b"${", b";", b"let ", b" in ", b"\\",
                    b"9e999", b"..", b"\0",
                ];
                drop(bytes.splice(at..at, dice.pick(&words).to_vec()));
            }
            _ if at < bytes.len() => bytes[at] = u8::try_from(dice.below(256)).unwrap(),
            _ => {}
        }
    }
    bytes
}

/// A stretch of at most this length.
fn piece(bytes: &[u8], length: usize, dice: &mut Dice) -> Vec<u8> {
    if bytes.len() <= length {
        return bytes.to_vec();
    }
    let at = dice.below(bytes.len() - length);
    bytes[at..at + length].to_vec()
}

/// The Nix of the cases, short and long.
fn nix() -> Vec<Vec<u8>> {
    let mut seeds: Vec<Vec<u8>> = ["eval", "builtins", "syntax/faults", "hir"]
        .iter()
        .flat_map(|stage| workspace::files(&workspace::cases(stage), "nix"))
        .map(|file| fs::read(file).unwrap())
        .collect();
    let text = fs::read_to_string(workspace::cases("lib.jsonl")).unwrap();
    seeds.extend(text.lines().step_by(7).filter_map(|line| {
        let pair: serde_json::Value = serde_json::from_str(line).ok()?;
        Some(format!("let lib = import <fedic/lib>; in {}", pair["expr"].as_str()?).into_bytes())
    }));
    seeds
}

#[test]
fn any_text_is_parsed() {
    run("parse", &nix(), 4000);
}

#[test]
fn any_text_is_lowered() {
    run("lower", &nix(), 3000);
}

#[test]
fn any_text_is_evaluated_within_limits() {
    run("evaluate", &nix(), 1500);
}

#[test]
fn any_json_is_checked_as_a_configuration() {
    let mut seeds = vec![fs::read(workspace::root().join("model/nix/catalogue/configuration.json")).unwrap()];
    for folder in workspace::entries(&workspace::cases("plan")) {
        seeds.extend(fs::read(folder.join("configuration.json")));
    }
    run("configuration", &seeds, 60);
}
