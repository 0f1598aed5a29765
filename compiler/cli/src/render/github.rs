//! Reports as commands of a GitHub workflow, which its runners (and Forgejo's) turn into
//! annotations: `::error file=model.nix,line=3,col=5::…`.

use super::{Look, message};
use fedic_analysis::{Level, Report, shown};

/// A command each.
pub(super) fn reports(reports: &[Report], look: &Look) -> String {
    reports.iter().map(|report| command(report, look)).collect()
}

fn command(report: &Report, look: &Look) -> String {
    let what = match report.severity {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint => "notice",
    };
    let mut properties = Vec::new();
    if let Some(range) = report.primary.as_ref().map(|label| &label.range) {
        properties.push(format!("file={}", property(&shown(&range.path, look.root()))));
        // An empty range at the beginning is the file as a whole.
        if range.end.offset > 0 {
            properties.push(format!("line={},endLine={}", range.start.line, range.end.line));
            properties.push(format!("col={}", range.start.column));
            // Columns that end on another line are refused.
            if range.start.line == range.end.line {
                properties.push(format!("endColumn={}", range.end.column));
            }
        }
    }
    properties.push(format!("title={}", property(&format!("{} {}", report.code, report.name))));
    format!("::{what} {}::{}\n", properties.join(","), data(&message(report)))
}

/// A text as the message of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A text as a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_ends_a_command_or_a_property() {
        assert_eq!(data("100%\r\nof: it,"), "100%25%0D%0Aof: it,");
        assert_eq!(property("a:b,c%"), "a%3Ab%2Cc%25");
    }
}
