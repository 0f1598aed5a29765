//! What the module system makes of options and definitions that nobody wrote, against the same said
//! in plain Nix: `cases/merging/plain.nix`. `FEDIC_MERGING=<seed>` tries twenty thousand others.

use fedic_eval::Limits;
use fedic_tests::differential::dice::Dice;
use fedic_tests::engine::{self, Form, Outcome, Printing};
use fedic_tests::{merging, workspace};
use std::env;

const LIMITS: Limits = Limits { steps: 20_000_000, depth_bytes: 256 << 20, bytes: 1 << 30 };

#[test]
fn definitions_become_what_plain_words_say() {
    let seed = env::var("FEDIC_MERGING").ok().map(|seed| seed.parse::<u64>().expect("a number"));
    let (seed, count) = seed.map_or((1, 1500), |seed| (seed, 20_000));
    let mut values = 0;
    for number in 0..count {
        let program = merging::program(&mut Dice::new(seed.wrapping_mul(1_000_003).wrapping_add(number)));
        let folder = workspace::cases("merging");
        let answer = engine::evaluate_as(&program, &folder, Form::Whole, Printing::Json, LIMITS);
        let Outcome::Value(text) = answer.outcome else {
            panic!("program {number} of {seed}: {program}\n  {:?}", answer.outcome);
        };
        let told: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(told["system"], told["plain"], "program {number} of {seed}: {program}");
        values += u64::from(told["plain"]["value"] != "refused");
    }
    // Most of them are about something.
    assert!(values * 2 > count, "{values} of {count} have a value");
}
