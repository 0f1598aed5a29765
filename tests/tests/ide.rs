//! What editors are told, as files: `cases/ide/<question>/<name>.case` is a small project with
//! a cursor, and the answer to that question there.
//!
//! A case has parts, each below a line `--- <path>`: files that are laid over the project in
//! `cases/ide/project`, and last `--- expected`. The cursor is `$0`; `«new¦old»` has been
//! edited since the project was last evaluated, `«new»` been typed. `FEDIC_BLESS=1` writes answers; read
//! what it wrote.

use fedic_analysis::{Analysis, MemoryDisk, Setup};
use fedic_tests::ide;
use fedic_tests::{kept, workspace};
use libtest_mimic::{Arguments, Failed, Trial};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn main() {
    let mut trials = Vec::new();
    for folder in workspace::entries(&workspace::cases("ide")) {
        let question = workspace::stem(&folder);
        for path in workspace::files(&folder, "case") {
            let name = format!("{question}: {}", workspace::stem(&path));
            let question = question.clone();
            trials.push(Trial::test(name, move || answered(&question, &path)));
        }
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn answered(question: &str, path: &Path) -> Result<(), Failed> {
    let case = ide::read(&fs::read_to_string(path)?)?;
    let answer = fedic_analysis::with_big_stack(|| {
        let mut analysis = analysis(&case.good);
        let files: Vec<String> = case.good.keys().map(|name| at(name)).collect();
        analysis.remember(&files);
        if let Some((path, text)) = &case.typed {
            analysis.set_text(&at(path), Some(text));
        }
        ide::answer(question, &analysis, &at(&case.file), case.offset)
    })?;
    kept::compare(path, Some(&case.with_answer(&answer)))
}

fn at(path: &str) -> String {
    format!("/p/{path}")
}

/// An analysis of the common project with some files laid over it.
fn analysis(files: &BTreeMap<String, String>) -> Analysis {
    let folder: PathBuf = workspace::cases("ide/project");
    let disk = MemoryDisk::default();
    for extension in ["nix", "json"] {
        for file in workspace::files_below(&folder, extension) {
            let name = file.strip_prefix(&folder).map(|it| it.display().to_string()).unwrap_or_default();
            disk.write(&at(&name), fs::read_to_string(&file).ok().as_deref());
        }
    }
    for (name, text) in files {
        disk.write(&at(name), Some(text));
    }
    Analysis::new(Setup::new(Arc::new(disk), "/p"))
}
