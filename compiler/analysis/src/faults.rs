//! One fault, one report: what several stages say of one fault, and what follows from others,
//! is told once or not at all.

use crate::report::{Label, Report, SourceRange};
use fedic_diagnostics::problem::options::OptionsProblem;
use fedic_diagnostics::{Code, Problem};
use std::collections::{BTreeMap, BTreeSet};

/// Drops what only follows from other problems, its own or those known before: a value that is
/// missing because its name is misspelt where it is defined.
pub(crate) fn independent(known: &[Problem], problems: &mut Vec<Problem>) {
    let misspelt: Vec<(String, Vec<String>)> =
        known.iter().chain(problems.iter()).filter_map(misspelt).collect();
    problems.retain(|problem| match problem {
        Problem::Options(OptionsProblem::MissingValue { path, name, .. }) => {
            let group = path.strip_suffix(name.as_str());
            !misspelt.iter().any(|(at, meant)| Some(at.as_str()) == group && meant.contains(name))
        }
        _ => true,
    });
    // One set that lacks a value of several options of that name: it has one fault.
    let mut lacking = BTreeSet::new();
    problems.retain(|problem| match problem {
        Problem::Options(OptionsProblem::MissingValue { at: Some(at), name, .. }) => {
            lacking.insert((*at, name.clone()))
        }
        _ => true,
    });
}

/// The group that an unknown option is defined in, with a dot behind it, and what may be meant.
fn misspelt(problem: &Problem) -> Option<(String, Vec<String>)> {
    let Problem::Options(OptionsProblem::UnknownOption { path, similar, .. }) = problem else { return None };
    let end = path.rfind('.').map_or(0, |dot| dot + 1);
    Some((path[..end].to_owned(), similar.clone()))
}

/// Leaves one report of each fault. Reports are sorted by place.
pub(crate) fn once(reports: &mut Vec<Report>) {
    one_a_fault(reports);
    one_a_line(reports);
    one_a_place(reports);
    one_a_name(reports);
    // An evaluation that has reached a limit fails wherever it goes on.
    let limit = Code::LimitReached.number();
    let mut seen = false;
    reports.retain(|report| report.code != limit || !std::mem::replace(&mut seen, true));
}

/// Faults that are one wherever they are at one place, whatever the path is called: a module
/// that several options take is at fault once. The longest path says most.
fn one_a_place(reports: &mut Vec<Report>) {
    const OF_A_PLACE: [Code; 9] = [
        Code::UnknownOption,
        Code::WrongType,
        Code::ConflictingDefinitions,
        Code::ReadOnly,
        Code::WrongClass,
        Code::UnknownTag,
        Code::SeveralTags,
        Code::NoTag,
        Code::RecursiveOption,
    ];
    let mut best: BTreeMap<(&'static str, SourceRange), usize> = BTreeMap::new();
    let mut kept = vec![true; reports.len()];
    for (index, report) in reports.iter().enumerate() {
        let Some(primary) = &report.primary else { continue };
        if !OF_A_PLACE.iter().any(|code| code.number() == report.code) {
            continue;
        }
        let first = best.entry((report.code, primary.range.clone())).or_insert(index);
        if *first != index {
            let longer = report.message.len() > reports[*first].message.len();
            kept[if longer { std::mem::replace(first, index) } else { index }] = false;
        }
    }
    let mut kept = kept.into_iter();
    reports.retain(|_| kept.next().unwrap_or(true));
}

/// Drops what two stages say of one line in the same words: the later place is the nearer.
fn one_a_line(reports: &mut Vec<Report>) {
    let line =
        |report: &Report| report.primary.as_ref().map(|it| (it.range.path.clone(), it.range.start.line));
    let all: Vec<_> = reports.iter().map(|report| (said(report), line(report))).collect();
    let mut later = BTreeSet::new();
    let kept = all.into_iter().rev().map(|this| this.1.is_none() || later.insert(this));
    let kept: Vec<bool> = kept.collect();
    let mut kept = kept.into_iter().rev();
    reports.retain(|_| kept.next().unwrap_or(true));
}

/// A name that is bound nowhere is one fault in a file, however often it is used there.
fn one_a_name(reports: &mut Vec<Report>) {
    let mut first: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut kept: Vec<Report> = Vec::with_capacity(reports.len());
    for report in reports.drain(..) {
        let undefined = report.code == Code::UndefinedVariable.number();
        let Some(primary) = report.primary.as_ref().filter(|_| undefined) else {
            kept.push(report);
            continue;
        };
        let name = (primary.range.path.clone(), report.message.clone());
        match first.get(&name) {
            Some(&index) => {
                kept[index].secondary.push(Label { text: "also here".to_owned(), ..primary.clone() })
            }
            None => {
                first.insert(name, kept.len());
                kept.push(report);
            }
        }
    }
    *reports = kept;
}

fn said(report: &Report) -> (&'static str, String) {
    (report.code, report.message.clone())
}

/// Drops what evaluation says of a place where an earlier stage knows better.
fn one_a_fault(reports: &mut Vec<Report>) {
    let general = Code::EvaluationFailed.number();
    let at =
        |report: &Report| report.primary.as_ref().map(|label| (label.range.path.clone(), label.range.start));
    let known: BTreeSet<_> = reports.iter().filter(|report| report.code != general).filter_map(at).collect();
    reports.retain(|report| report.code != general || at(report).is_none_or(|at| !known.contains(&at)));
    // The same fault, met where nothing tells its place.
    let placed: BTreeSet<_> = reports.iter().filter(|report| report.primary.is_some()).map(said).collect();
    reports.retain(|report| report.primary.is_some() || !placed.contains(&said(report)));
}
