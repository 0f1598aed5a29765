//! How the program is linked.

use std::env;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    // A program that may lie anywhere in memory has twenty thousand addresses mended each time it starts: a
    // fourth of what `fedic eval -E 1` takes. Stack, heap and libraries still lie anywhere.
    if env::var("CARGO_CFG_TARGET_OS").is_ok_and(|os| os == "linux") {
        println!("cargo:rustc-link-arg-bins=-no-pie");
    }
}
