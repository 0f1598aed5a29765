//! The `fedic` command.
fn main() {}
