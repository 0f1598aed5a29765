//! The repository's folders, and the `fedic` binary built from it.

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
