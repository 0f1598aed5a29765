//! All that is known of the results, as one JSON object.

use super::super::Look;
use super::super::json::relative;
use fedic_analysis::{Report, Tested, TestedFile, Verdict, shown};
use serde_json::{Value, json};

/// `{ formatVersion, tests, passed, files }`; paths are relative to the folder of the call.
pub(super) fn tests(files: &[TestedFile], look: &Look) -> String {
    let tests = || files.iter().flat_map(|file| &file.tests);
    let document = json!({
        "formatVersion": 1,
        "tests": tests().count(),
        "passed": tests().filter(|test| test.verdict == Verdict::Passed).count(),
        "files": files.iter().map(|file| self::file(file, look)).collect::<Vec<_>>(),
    });
    format!("{document:#}\n")
}

fn file(file: &TestedFile, look: &Look) -> Value {
    json!({
        "path": shown(&file.path, &look.folder),
        "tests": file.tests.iter().map(|it| test(it, look)).collect::<Vec<_>>(),
        "failure": reports(&file.failure, look),
    })
}

/// A test with its verdict: `passed`, `unequal`, `failed` or `malformed`.
fn test(test: &Tested, look: &Look) -> Value {
    let name = &test.name;
    match &test.verdict {
        Verdict::Passed => json!({ "name": name, "verdict": "passed" }),
        Verdict::Unequal(lines) => json!({ "name": name, "verdict": "unequal", "differences": lines }),
        Verdict::Failed(failure) => {
            json!({ "name": name, "verdict": "failed", "diagnostics": reports(failure, look) })
        }
        Verdict::Malformed(reason) => json!({ "name": name, "verdict": "malformed", "reason": reason }),
    }
}

fn reports(reports: &[Report], look: &Look) -> Vec<Report> {
    reports.iter().map(|report| relative(report, look)).collect()
}
