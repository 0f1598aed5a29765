//! A share of the programs that nobody wrote: fedic answers them as the real Nix does.
//! `cargo run -p fedic-tests --bin differential -- --programs 100000 --seed 7` compares more, and
//! others.

use fedic_tests::differential::{self, report::Report};

#[test]
fn generated_and_mutated_programs_have_the_real_nix_s_answer() {
    let programs: Vec<_> = differential::programs(1).take(400).collect();
    let mut report = Report::default();
    report.add(&programs);
    assert!(report.is_clean(), "{}", report.text());
}
