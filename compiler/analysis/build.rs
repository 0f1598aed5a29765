//! Writes the table of embedded files: the Nix files of `stdlib/` and `model/nix/`, and what of
//! the language is written in Nix, each included in the binary as it stands, and lowered. And
//! beside it what inference is to know of the library's names.

use fedic_check::{LibraryFile, library_names};
use fedic_diagnostics::FileId;
use fedic_hir::{Dialect, Lowered, lower, store};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Folders of the repository and where Nix code sees them. The longest prefix counts.
const FOLDERS: [(&str, &str); 3] =
    [("stdlib", "/fedic/lib"), ("model/nix/catalogue", "/fedic/catalogue"), ("model/nix", "/fedic/model")];

/// What of the language is written in Nix, and where Nix code sees it.
const LANGUAGE: [(&str, &str); 2] = [
    ("compiler/eval/nix/derivation.nix", "/derivation-internal.nix"),
    ("compiler/eval/nix/fetchurl.nix", "/fedic/nix/fetchurl.nix"),
];

fn main() -> io::Result<()> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut table: Vec<(String, PathBuf)> = Vec::new();
    for folder in ["stdlib", "model/nix"] {
        println!("cargo:rerun-if-changed={}", top.join(folder).display());
        collect(&top, Path::new(folder), &mut table)?;
    }
    for (file, seen) in LANGUAGE {
        println!("cargo:rerun-if-changed={}", top.join(file).display());
        table.push((seen.to_owned(), fs::canonicalize(top.join(file))?));
    }
    table.sort();
    let out = env::var_os("OUT_DIR").unwrap_or_else(|| unreachable!("cargo sets it"));
    let out = Path::new(&out);
    let mut files: BTreeMap<&str, (String, Lowered)> = BTreeMap::new();
    for (path, file) in &table {
        let text = fs::read_to_string(file)?;
        if let Some(lowered) = lowered(path, &text) {
            files.insert(path, (text, lowered));
        }
    }
    fs::write(out.join("library"), names_of_library(&files))?;
    let mut code = String::from("[\n");
    for (number, (path, file)) in table.iter().enumerate() {
        let stored = out.join(number.to_string());
        let lowered = files.remove(path.as_str()).map(|(_, lowered)| lowered);
        fs::write(&stored, lowered.and_then(store).unwrap_or_default())?;
        writeln!(
            code,
            "    File {{ path: {path:?}, text: include_str!({file:?}), stored: include_bytes!({stored:?}) }},"
        )
        .unwrap_or_else(|_| unreachable!("strings take every text"));
    }
    code.push_str("]\n");
    fs::write(out.join("embedded.rs"), code)
}

/// What the files of the library say of its names.
fn names_of_library(files: &BTreeMap<&str, (String, Lowered)>) -> String {
    library_names(&|path| {
        let (path, (text, lowered)) = files.get_key_value(&*format!("/fedic/lib/{path}"))?;
        let path = path.strip_prefix("/fedic/lib/")?;
        Some(LibraryFile { path, text, body: &lowered.body, source_map: &lowered.source_map })
    })
}

/// What lowering makes of a file; nothing, if it is lowered when the program runs.
fn lowered(path: &str, text: &str) -> Option<Lowered> {
    let parsed = fedic_syntax::parse(text);
    let dialect = Dialect { embedded: true, ..Dialect::default() };
    (path.ends_with(".nix") && parsed.faults.is_empty()).then(|| lower(FileId(0), &parsed, dialect))
}

fn collect(top: &Path, folder: &Path, table: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    let entries = match fs::read_dir(top.join(folder)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    for entry in entries {
        let entry = entry?;
        let path = folder.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            // Tests are read from the disk, by whoever runs them.
            if entry.file_name() == "tests" {
                continue;
            }
            collect(top, &path, table)?;
        } else if path.extension().is_some_and(|it| it == "nix" || it == "json" || it == "toml") {
            table.push((embedded_path(&path), fs::canonicalize(entry.path())?));
        }
    }
    Ok(())
}

fn embedded_path(path: &Path) -> String {
    FOLDERS
        .iter()
        .find_map(|(folder, seen)| Some(format!("{seen}/{}", path.strip_prefix(folder).ok()?.display())))
        .unwrap_or_else(|| unreachable!("only these folders are read"))
}
