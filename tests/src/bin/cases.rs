//! Runs pairs of expression and answer, and prints per group how many pass.
//!
//!     cargo run -p fedic-tests --bin cases -- [SUITE [FILTER]]
//!
//! With a filter (part of a group's or a pair's name) each failure is shown.

#![allow(clippy::print_stdout, reason = "printing is what it is for")]

use fedic_tests::pairs;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let filter = arguments.get(1).map_or("", String::as_str);
    for suite in pairs::SUITES.iter().filter(|suite| arguments.first().is_none_or(|wanted| wanted == **suite))
    {
        let tallies = pairs::run(&pairs::read(suite, filter));
        if !filter.is_empty() {
            for (group, tally) in &tallies {
                for (expression, reason) in &tally.failures {
                    println!("{group}: {expression}\n  {reason}\n");
                }
            }
        }
        print!("{}", pairs::table(suite, &tallies));
    }
}
