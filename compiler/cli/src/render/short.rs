//! One line a report, `file:line:column: error[F0101]: …`: for logs, grep and problem matchers.

use super::{Look, path, printable};
use codespan_reporting::diagnostic::{Diagnostic, Label, Severity};
use codespan_reporting::files::{Error, Files, Location};
use codespan_reporting::term::{self, Chars, Config, DisplayStyle};
use fedic_analysis::{Level, Report};
use std::ops::Range;

/// The reports, a line each.
pub(super) fn reports(reports: &[Report], look: &Look) -> String {
    let config = Config { display_style: DisplayStyle::Short, chars: Chars::ascii(), ..Config::default() };
    let mut lines = String::new();
    for report in reports {
        let severity = match report.severity {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
            Level::Hint => Severity::Help,
        };
        let message = one_line(&format!("{}{}", report.message, elsewhere(report, look)));
        let mut diagnostic = Diagnostic::new(severity).with_code(report.code).with_message(message);
        if report.primary.is_some() {
            diagnostic = diagnostic.with_label(Label::primary((), 0..0));
        }
        let file = Place { report, look };
        lines.push_str(&term::emit_into_string(&config, &file, &diagnostic).unwrap_or_default());
    }
    lines
}

/// The first place in another file, where there is one: the fault may lie there.
fn elsewhere(report: &Report, look: &Look) -> String {
    let here = report.primary.as_ref().map(|label| &label.range.path);
    match report.secondary.iter().find(|label| Some(&label.range.path) != here) {
        Some(label) => {
            let start = label.range.start;
            format!(" ({}:{}:{}: {})", path(&label.range.path, look), start.line, start.column, label.text)
        }
        None => String::new(),
    }
}

fn one_line(text: &str) -> String {
    printable(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The one file of a report: its lines are known already.
struct Place<'r> {
    report: &'r Report,
    look: &'r Look,
}

impl<'r> Files<'r> for Place<'r> {
    type FileId = ();
    type Name = String;
    type Source = &'r str;

    fn name(&'r self, (): ()) -> Result<String, Error> {
        let primary = self.report.primary.as_ref().ok_or(Error::FileMissing)?;
        Ok(path(&primary.range.path, self.look))
    }

    fn source(&'r self, (): ()) -> Result<&'r str, Error> {
        Ok("")
    }

    fn line_index(&'r self, (): (), _: usize) -> Result<usize, Error> {
        Ok(0)
    }

    fn line_range(&'r self, (): (), _: usize) -> Result<Range<usize>, Error> {
        Ok(0..0)
    }

    fn location(&'r self, (): (), _: usize) -> Result<Location, Error> {
        let start = self.report.primary.as_ref().ok_or(Error::FileMissing)?.range.start;
        Ok(Location { line_number: start.line as usize, column_number: start.column as usize })
    }
}
