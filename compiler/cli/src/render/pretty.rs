//! Reports for people: the lines of source with what is to be said under them.

use super::excerpt::Excerpt;
use super::{Look, path, printable};
use fedic_analysis::{Label, Level, Report, Sources};
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, Severity, SourceCode};
use std::fmt;

/// Reports that are shown; of the rest only the number.
const SHOWN: usize = 50;

/// The reports with excerpts of their sources.
pub(super) fn reports(reports: &[Report], sources: &Sources, look: &Look) -> String {
    let theme = if look.colours { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(look.width)
        .with_links(false)
        .with_context_lines(1)
        .with_show_related_as_nested(true);
    let mut text = String::new();
    for report in reports.iter().take(SHOWN) {
        let view = View::of_report(report, sources, look);
        if handler.render_report(&mut text, &view).is_err() {
            text.push_str(&view.message);
        }
        text.push('\n');
    }
    if reports.len() > SHOWN {
        text.push_str(&format!("… and {} more\n", reports.len() - SHOWN));
    }
    text
}

/// A report, or its labels in one further file, as miette wants it.
#[derive(Debug)]
struct View {
    message: String,
    code: Option<String>,
    severity: Severity,
    help: Option<String>,
    excerpt: Option<Excerpt>,
    /// Texts of the labels; the first is the primary one.
    texts: Vec<String>,
    related: Vec<View>,
}

impl View {
    fn of_report(report: &Report, sources: &Sources, look: &Look) -> View {
        let file = report.primary.as_ref().map(|label| label.range.path.as_str());
        let (near, far): (Vec<&Label>, Vec<&Label>) =
            report.secondary.iter().partition(|label| Some(label.range.path.as_str()) == file);
        let labels: Vec<&Label> = report.primary.iter().chain(near).collect();
        let help: Vec<String> = report.help.iter().chain(&report.notes).map(|it| printable(it)).collect();
        View {
            message: printable(&report.message),
            code: Some(format!("{} {}", report.code, report.name)),
            severity: match report.severity {
                Level::Error => Severity::Error,
                Level::Warning => Severity::Warning,
                Level::Hint => Severity::Advice,
            },
            help: (!help.is_empty()).then(|| help.join("\n")),
            excerpt: excerpt(&labels, sources, look),
            texts: labels.iter().map(|label| printable(&label.text)).collect(),
            related: far.into_iter().map(|label| View::of_label(label, sources, look)).collect(),
        }
    }

    /// A label in another file than the report's own.
    fn of_label(label: &Label, sources: &Sources, look: &Look) -> View {
        View {
            message: printable(&label.text),
            code: None,
            severity: Severity::Advice,
            help: None,
            excerpt: excerpt(&[label], sources, look),
            texts: vec![String::new()],
            related: Vec::new(),
        }
    }
}

fn excerpt(labels: &[&Label], sources: &Sources, look: &Look) -> Option<Excerpt> {
    let first = labels.first()?;
    let ranges: Vec<_> = labels.iter().map(|label| &label.range).collect();
    let source = sources.get(&first.range.path).map_or("", |text| &**text);
    Some(Excerpt::new(path(&first.range.path, look), source, &ranges))
}

impl fmt::Display for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for View {}

impl Diagnostic for View {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.code.as_ref().map(|code| Box::new(code) as Box<dyn fmt::Display>)
    }

    fn severity(&self) -> Option<Severity> {
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.excerpt.as_ref().map(|excerpt| excerpt as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let spans = &self.excerpt.as_ref()?.spans;
        Some(Box::new(spans.iter().zip(&self.texts).enumerate().map(|(index, (span, text))| {
            let text = (!text.is_empty()).then(|| text.clone());
            let span = (span.start, span.len());
            if index == 0 {
                LabeledSpan::new_primary_with_span(text, span)
            } else {
                LabeledSpan::new_with_span(text, span)
            }
        })))
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn Diagnostic> + 'a>> {
        let views = self.related.iter().map(|view| view as &dyn Diagnostic);
        (!self.related.is_empty()).then(|| Box::new(views) as Box<dyn Iterator<Item = &dyn Diagnostic>>)
    }
}
