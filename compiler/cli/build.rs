//! How the program is linked.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The functions that small work runs, as `tests/bench/order` writes them.
const FIRST: &str = "first.txt";

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed={FIRST}");
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|it| it == value);
    if !is("CARGO_CFG_TARGET_OS", "linux") {
        return Ok(());
    }
    // A program that may lie anywhere in memory has twenty thousand addresses mended each time it starts: a
    // fourth of what `fedic eval -E 1` takes. Stack, heap and libraries still lie anywhere.
    println!("cargo:rustc-link-arg-bins=-no-pie");
    // Programs for developers are linked often, and nobody measures their memory.
    if is("PROFILE", "release") {
        let script = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("first.ld");
        fs::write(&script, side_by_side(&fs::read_to_string(Path::new(FIRST))?))?;
        println!("cargo:rustc-link-arg-bins=-Wl,-T,{}", script.display());
    }
    Ok(())
}

/// A linker script that puts these functions in front of all others, side by side: where they lie scattered,
/// four times as much of the program is in memory. Names that no function has change nothing. Tools look for
/// functions in `.text`, so that they stay there.
fn side_by_side(names: &str) -> String {
    let first: String =
        names.lines().map(|name| format!("    *(.text.{name} .text.unlikely.{name})\n")).collect();
    format!("SECTIONS {{\n  .text : {{\n{first}    *(.text .text.*)\n  }}\n}}\nINSERT AFTER .eh_frame;\n")
}
