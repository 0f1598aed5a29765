//! How applications, resources and environments hang together, as a drawing: three columns
//! of boxes, each a link to its section, and lines between them.

use super::collect::Docs;
use super::html::{anchor, escaped};
use std::fmt::Write as _;

const WIDTH: usize = 190;
const HEIGHT: usize = 34;
const GAP: usize = 12;
/// From one column's left side to the next one's.
const STEP: usize = 300;

/// The drawing; none if there is nothing to connect.
pub(super) fn picture(docs: &Docs) -> Option<String> {
    let columns: Vec<Vec<&str>> =
        ["application", "resource", "environment"].iter().map(|kind| names(docs, kind)).collect();
    if columns.iter().filter(|names| !names.is_empty()).count() < 2 {
        return None;
    }
    let tallest = columns.iter().map(Vec::len).max().unwrap_or(0);
    let height = tallest * (HEIGHT + GAP) + GAP;
    let width = 2 * STEP + WIDTH + 2;
    let drawing = Drawing { columns, height };
    let mut svg = format!(
        "<div class=\"scrolls\"><svg class=\"picture\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"Applications ask for resources, environments offer them\">\n"
    );
    for (application, kind) in &docs.requests {
        svg += &drawing.line((0, application), (1, kind));
    }
    for (environment, kind) in &docs.offers {
        svg += &drawing.line((1, kind), (2, environment));
    }
    for (column, kind) in ["application", "resource", "environment"].iter().enumerate() {
        for name in &drawing.columns[column] {
            svg += &drawing.node(column, kind, name);
        }
    }
    Some(svg + "</svg></div>\n")
}

fn names<'d>(docs: &'d Docs, kind: &str) -> Vec<&'d str> {
    docs.sections.iter().filter(|section| section.kind == kind).map(|section| section.name.as_str()).collect()
}

struct Drawing<'d> {
    columns: Vec<Vec<&'d str>>,
    height: usize,
}

impl Drawing<'_> {
    /// The left upper corner of a box; columns are centred.
    fn corner(&self, column: usize, name: &str) -> Option<(usize, usize)> {
        let names = &self.columns[column];
        let index = names.iter().position(|known| *known == name)?;
        let used = names.len() * (HEIGHT + GAP) - GAP;
        Some((1 + column * STEP, (self.height - used) / 2 + index * (HEIGHT + GAP)))
    }

    fn node(&self, column: usize, kind: &str, name: &str) -> String {
        let Some((x, y)) = self.corner(column, name) else { return String::new() };
        let (middle, baseline) = (x + WIDTH / 2, y + HEIGHT / 2 + 5);
        format!(
            "<a href=\"#{}\"><rect class=\"{kind}\" x=\"{x}\" y=\"{y}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" rx=\"6\"/><text x=\"{middle}\" y=\"{baseline}\">{}</text></a>\n",
            anchor(&[kind, name]),
            escaped(name),
        )
    }

    fn line(&self, from: (usize, &str), to: (usize, &str)) -> String {
        let (Some(start), Some(end)) = (self.corner(from.0, from.1), self.corner(to.0, to.1)) else {
            return String::new();
        };
        let (x, y) = (start.0 + WIDTH, start.1 + HEIGHT / 2);
        let (to_x, to_y) = (end.0, end.1 + HEIGHT / 2);
        let bend = usize::midpoint(x, to_x);
        let mut path = String::new();
        let _ = writeln!(path, "<path d=\"M{x} {y}C{bend} {y} {bend} {to_y} {to_x} {to_y}\"/>");
        path
    }
}
