//! The repository's folders and what lies in them, and the `fedic` binary built from it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

/// The top folder of the repository.
#[must_use]
pub fn root() -> &'static Path {
    static ROOT: LazyLock<PathBuf> = LazyLock::new(|| {
        let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
        tests.parent().unwrap_or(tests).to_path_buf()
    });
    &ROOT
}

/// A folder of cases, `tests/cases/<stage>`.
#[must_use]
pub fn cases(stage: &str) -> PathBuf {
    root().join("tests/cases").join(stage)
}

/// What lies in a folder, in order.
///
/// # Panics
/// When the folder cannot be read.
#[must_use]
pub fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, _>>());
    let mut entries = entries.unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    entries.sort();
    entries
}

/// The files in a folder with this extension, in order.
#[must_use]
pub fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut files = entries(folder);
    files.retain(|path| path.is_file() && path.extension().is_some_and(|it| it == extension));
    files
}

/// The files with this extension in a folder and all folders below it, in order.
#[must_use]
pub fn files_below(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = files(folder, extension);
    for below in entries(folder).iter().filter(|path| path.is_dir()) {
        found.extend(files_below(below, extension));
    }
    found.sort();
    found
}

/// The name of a file without its extension.
#[must_use]
pub fn stem(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// The `fedic` binary: `$FEDIC_BIN`, else built by cargo from the sources as they are now.
///
/// # Panics
/// When it does not build: no test that needs it can say anything then.
#[must_use]
pub fn fedic() -> &'static Path {
    static BINARY: LazyLock<PathBuf> = LazyLock::new(|| {
        if let Some(path) = std::env::var_os("FEDIC_BIN") {
            return path.into();
        }
        let built = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--package", "fedic"])
            .current_dir(root())
            .status();
        assert!(built.is_ok_and(|status| status.success()), "`cargo build --package fedic` failed");
        let target =
            std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
        target.join("debug/fedic")
    });
    &BINARY
}
