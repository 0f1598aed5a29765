//! The parts of two interfaces that are compared, and for whom.

use crate::place::{Node, Step, Trial};
use crate::walk::{Side, Walk, same_code};
use crate::{option, tree};
use fedic_diagnostics::Place;
use fedic_model::{Audience, Change, Interface, Member, Resource, Severity, Topic, TreeId, What};
use std::sync::Arc;

/// One version of a model.
#[derive(Clone, Copy)]
pub struct Version<'a> {
    pub interface: &'a Interface,
    /// How a place is written: `options.nix:12:5`.
    pub locate: &'a dyn Fn(Place) -> Option<String>,
    /// What stands for the code at a place: two that are equal decide the same.
    pub code: &'a dyn Fn(Place) -> Option<String>,
    /// What decides what stands for the code at a place, where that is no more than this: at one node of
    /// equal texts stands equal code.
    pub basis: &'a dyn Fn(Place) -> Option<Basis>,
}

/// The text of a file, and the members that are left out of the set at a place.
pub type Basis = (Arc<str>, &'static [&'static str]);

/// A change and what is to be tried to be sure of it. One that is said to break and has no
/// trial that shows it is only possible.
#[derive(Clone, Debug)]
pub struct Finding {
    pub change: Change,
    pub steps: Vec<Step>,
    pub trials: Vec<Trial>,
    /// The code that is another, in the old version and in the new one.
    pub code: (Vec<Place>, Vec<Place>),
}

/// A part that both versions have.
#[derive(Clone, Debug)]
pub struct Compared {
    pub of: Topic,
    /// What stands at its top, in the old version and in the new one; none where the part as a whole
    /// is what changed.
    pub tops: Option<(Node, Node)>,
    pub findings: Vec<Finding>,
}

/// Everything that changed. Parts without a change are there too.
#[must_use]
pub fn compare(old: Version<'_>, new: Version<'_>) -> Vec<Compared> {
    let mut parts = Vec::new();
    if let (Some(before), Some(after)) = (old.interface.written(), new.interface.written()) {
        let tops = (Node::Type(before), Node::Type(after));
        let mut part = pair(old, new, Topic::Configuration, Audience::Operator, Side::Input, tops);
        let panel = pair(old, new, Topic::Configuration, Audience::Panel, Side::Output, tops);
        part.findings.extend(panel.findings);
        parts.push(part);
    }
    applications(old, new, &mut parts);
    resources(old, new, &mut parts);
    environments(old, new, &mut parts);
    own(old, new, &mut parts);
    parts
}

fn pair(
    old: Version<'_>,
    new: Version<'_>,
    of: Topic,
    concerns: Audience,
    side: Side,
    tops: (Node, Node),
) -> Compared {
    let findings = Walk::new(old, new, of.clone(), concerns, side).run(tops);
    Compared { of, tops: Some(tops), findings }
}

/// Parts by name: those of both versions in the order of the new one, then those that are gone.
fn by_name<'a, T>(old: &'a [T], new: &'a [T], name: fn(&T) -> &str) -> Vec<(Option<&'a T>, Option<&'a T>)> {
    let of = |all: &'a [T], wanted: &str| all.iter().find(|it| name(it) == wanted);
    let kept = new.iter().map(|it| (of(old, name(it)), Some(it)));
    let gone = old.iter().filter(|it| of(new, name(it)).is_none()).map(|it| (Some(it), None));
    kept.chain(gone).collect()
}

fn applications(old: Version<'_>, new: Version<'_>, parts: &mut Vec<Compared>) {
    let pairs = by_name(&old.interface.applications, &new.interface.applications, |it| &it.name);
    for (before, after) in pairs {
        let Some(named) = after.or(before) else { continue };
        let of = Topic::Application(named.name.clone());
        let places = (before.map(|it| &it.defined[..]), after.map(|it| &it.defined[..]));
        let settings = (before.and_then(|it| it.settings), after.and_then(|it| it.settings));
        // Where operators have no front of their own, they write settings as they are.
        let fronted = new.interface.operator.is_some();
        let tops = settings.0.zip(settings.1).filter(|_| fronted);
        one(old, new, (of.clone(), Audience::Author), places, tops, parts);
        // Who writes settings is told when something else is made of them.
        parts.extend(recoded(old, new, of, places, "what is made of the settings"));
    }
}

fn resources(old: Version<'_>, new: Version<'_>, parts: &mut Vec<Compared>) {
    let pairs = by_name(&old.interface.resources, &new.interface.resources, |it| &it.kind);
    for (before, after) in pairs {
        let Some(named) = after.or(before) else { continue };
        let places = (before.map(|it| &it.defined[..]), after.map(|it| &it.defined[..]));
        let both = |part: fn(&Resource) -> Option<TreeId>| before.and_then(part).zip(after.and_then(part));
        let request = (Topic::Request(named.kind.clone()), Audience::Author);
        one(old, new, request, places, both(|it| it.request), parts);
        if let (Some(_), Some(_)) = places {
            let policy = (Topic::Policy(named.kind.clone()), Audience::Author);
            one(old, new, policy, places, both(|it| it.policy), parts);
        }
    }
}

/// A part that is there, came or went.
fn one(
    old: Version<'_>,
    new: Version<'_>,
    (of, concerns): (Topic, Audience),
    places: (Option<&[Place]>, Option<&[Place]>),
    trees: Option<(TreeId, TreeId)>,
    parts: &mut Vec<Compared>,
) {
    let what = match places {
        (Some(_), Some(_)) => {
            if let Some((before, after)) = trees {
                let tops = (Node::Tree(before), Node::Tree(after));
                parts.push(pair(old, new, of, concerns, Side::Input, tops));
            }
            return;
        }
        (None, _) => (What::PartAdded, Severity::Compatible),
        (Some(_), None) => (What::PartRemoved, Severity::Breaking),
    };
    parts.push(whole(old, new, of, concerns, places, what));
}

/// A part of both versions whose code, options aside, does not read the same.
fn recoded(
    old: Version<'_>,
    new: Version<'_>,
    of: Topic,
    places: (Option<&[Place]>, Option<&[Place]>),
    code: &str,
) -> Option<Compared> {
    let (Some(before), Some(after)) = places else { return None };
    let what = (What::CodeChanged { code: code.to_owned() }, Severity::Breaking);
    // What fedic brings along is the same for both.
    let own = |version: Version<'_>, places: &[Place]| -> Vec<Place> {
        places.iter().copied().filter(|place| (version.locate)(*place).is_some()).collect()
    };
    let changed = !same_code(old, &own(old, before), new, &own(new, after));
    changed.then(|| whole(old, new, of, Audience::Operator, places, what))
}

/// What the model says at its top beside the parts that are told by themselves: what it makes of an
/// operator's front, options of its own that its parts read.
fn own(old: Version<'_>, new: Version<'_>, parts: &mut Vec<Compared>) {
    let (Some(before), Some(after)) = (old.interface.root, new.interface.root) else { return };
    // A tree of modules is what operators write.
    if old.interface.environments.is_empty() && new.interface.environments.is_empty() {
        return;
    }
    for (name, member) in &tree(new.interface, after).members {
        let was = tree(old.interface, before).members.iter().find(|(it, _)| it == name);
        let (Some((_, Member::Option(was))), Member::Option(is)) = (was, member) else { continue };
        let (was, is) = (option(old.interface, *was), option(new.interface, *is));
        let is_part = ["resources", "applications", "environments"].contains(&name.as_str());
        if is_part {
            continue;
        }
        let places = (Some(&was.defined[..]), Some(&is.defined[..]));
        if let Some(mut part) = recoded(old, new, Topic::Model, places, "what the model says") {
            part.findings[0].change.path = name.clone();
            parts.push(part);
        }
    }
}

/// A change of a part as a whole.
fn whole(
    old: Version<'_>,
    new: Version<'_>,
    of: Topic,
    concerns: Audience,
    places: (Option<&[Place]>, Option<&[Place]>),
    (what, severity): (What, Severity),
) -> Compared {
    let located = |version: Version<'_>, places: Option<&[Place]>| {
        places.into_iter().flatten().filter_map(|place| (version.locate)(*place)).collect()
    };
    let change = Change {
        concerns,
        severity,
        of: of.clone(),
        path: String::new(),
        what,
        old: located(old, places.0),
        new: located(new, places.1),
        witness: None,
    };
    let code = (places.0.unwrap_or_default().to_vec(), places.1.unwrap_or_default().to_vec());
    let findings = vec![Finding { change, steps: Vec::new(), trials: Vec::new(), code }];
    Compared { of, tops: None, findings }
}

/// An environment that is gone cannot be planned for; a kind that it no longer offers is
/// refused to who asks for it.
fn environments(old: Version<'_>, new: Version<'_>, parts: &mut Vec<Compared>) {
    let pairs = by_name(&old.interface.environments, &new.interface.environments, |it| &it.name);
    for (before, after) in pairs {
        let Some(named) = after.or(before) else { continue };
        let of = || Topic::Environment(named.name.clone());
        let places = (before.map(|it| &it.defined[..]), after.map(|it| &it.defined[..]));
        let (Some(before), Some(after)) = (before, after) else {
            let what = match before {
                None => (What::PartAdded, Severity::Compatible),
                Some(_) => (What::PartRemoved, Severity::Breaking),
            };
            parts.push(whole(old, new, of(), Audience::Operator, places, what));
            continue;
        };
        parts.extend(recoded(old, new, of(), places, "what it makes of requests"));
        for (was, is) in by_name(&before.offers, &after.offers, |it| &it.name) {
            let what = match (was, is) {
                (Some(was), Some(is)) if was.kind == is.kind => continue,
                (Some(was), Some(_) | None) => {
                    let last = after.offers.iter().all(|it| it.kind != was.kind);
                    let severity = if last { Severity::Breaking } else { Severity::Changed };
                    (What::OfferRemoved { resource: was.kind.clone() }, severity)
                }
                (None, Some(is)) => (What::OfferAdded { resource: is.kind.clone() }, Severity::Compatible),
                (None, None) => continue,
            };
            let places = (was.map(|it| &it.defined[..]), is.map(|it| &it.defined[..]));
            let mut part = whole(old, new, of(), Audience::Author, places, what);
            part.findings[0].change.path = is.or(was).map_or_else(String::new, |it| it.name.clone());
            parts.push(part);
        }
    }
}
