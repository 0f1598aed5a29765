//! Random expressions, answered by fedic and by the real Nix: the same value, or the same
//! error. `FEDIC_COUNT` and `FEDIC_SEED` ask for more of them, or for others.

use fedic_tests::engine::{self, Outcome};
use fedic_tests::oracle::{self, Answer};
use fedic_tests::random::Generator;
use fedic_tests::workspace;
use std::fmt::Write as _;

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// What differs, if anything.
fn difference(expression: &str) -> Option<String> {
    let nix = oracle::evaluate(&["-E", expression]);
    let fedic = match engine::evaluate(expression, workspace::root(), engine::Form::Whole).outcome {
        Outcome::Value(value) => Answer::Value(value),
        Outcome::Error { message, .. } => {
            Answer::Error(message.lines().next().unwrap_or_default().to_owned())
        }
        Outcome::Panic(message) => Answer::Error(format!("panic: {message}")),
    };
    let same = match (&nix, &fedic) {
        (Answer::Value(nix), Answer::Value(fedic)) => nix == fedic,
        // Where a function was written is told in different words for text that is no file.
        (Answer::Error(nix), Answer::Error(fedic)) => {
            let cut = |text: &str| text.split("«lambda").next().unwrap_or_default().to_owned();
            cut(nix) == cut(fedic)
        }
        (Answer::Value(_), Answer::Error(_)) | (Answer::Error(_), Answer::Value(_)) => false,
    };
    (!same).then(|| format!("{expression}\n  nix:   {nix:?}\n  fedic: {fedic:?}"))
}

#[test]
fn random_expressions_have_the_real_nix_s_answer() {
    let seed = number("FEDIC_SEED", 1);
    let mut complaints = String::new();
    let mut found = 0;
    for index in 0..number("FEDIC_COUNT", 300) {
        let expression = Generator::new(seed * 1_000_000 + index).expression(5);
        if let Some(difference) = difference(&expression) {
            found += 1;
            let _ = writeln!(complaints, "{difference}\n");
        }
    }
    assert!(found == 0, "{found} differences\n\n{complaints}");
}
