//! What is worth trying where code is another: values beside those that it compares with, at the
//! options whose names stand in what it compares. Whether one shows a break is not known here.

use crate::place::{Node, Step, below};
use crate::samples::samples;
use crate::{DEPTH, option, tree, ty};
use fedic_model::{Below, Interface, Member, TreeId, TypeId, TypeKind, Verdict};
use serde_json::{Number, Value as Json, json};
use std::collections::BTreeSet;

/// Something that code compares with values that it knows: `cfg.port > 1024`, `hasPrefix "x" name`.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// How it compares: an operator, or what a function is called.
    pub by: String,
    /// The names in what is compared.
    pub names: BTreeSet<String>,
    pub with: Vec<Json>,
}

/// So many options are found.
const MOST: usize = 50;

/// Texts and lists that are longer are not made.
const LONGEST: u64 = 2_000;

/// Values of what stands at the steps, beside one that it is compared with: that itself, the next ones,
/// and what is that long.
#[must_use]
pub fn neighbours(interface: &Interface, top: Node, steps: &[Step], with: &Json) -> Vec<Json> {
    let node = steps.iter().try_fold(top, |node, step| below(interface, node, step));
    let Some(Node::Type(id)) = node else { return Vec::new() };
    let near = match with {
        Json::Number(number) => numbers(number),
        Json::String(text) => {
            vec![json!(text), json!(format!("{text}text")), json!(format!("text{text}")), json!("text")]
        }
        other => vec![other.clone()],
    };
    let lengths = near.iter().filter_map(Json::as_u64).filter(|length| *length < LONGEST);
    let long = lengths.flat_map(|length| of_length(interface, id, length));
    let mut all: Vec<Json> = near.iter().cloned().chain(long).collect();
    all.retain(|value| interface.judge(id, value) != Verdict::Refuses);
    all
}

fn numbers(number: &Number) -> Vec<Json> {
    match (number.as_i64(), number.as_f64()) {
        (Some(whole), _) => {
            [0, -1, 1].into_iter().filter_map(|by| whole.checked_add(by)).map(Json::from).collect()
        }
        (None, Some(float)) => vec![json!(float), json!(float - 1.0), json!(float + 1.0)],
        (None, None) => Vec::new(),
    }
}

/// Texts and lists of a length, as far as a type has them.
fn of_length(interface: &Interface, id: TypeId, length: u64) -> Vec<Json> {
    let length = usize::try_from(length).unwrap_or_default();
    let made = |id: TypeId| match &ty(interface, id).kind {
        kind if kind.is_text() => Some(json!("a".repeat(length))),
        TypeKind::List { element, .. } => {
            samples(interface, *element).first().map(|item| json!(vec![item; length]))
        }
        _ => None,
    };
    interface.alternatives(id).into_iter().filter_map(made).collect()
}

/// Where options of these names stand in a version's values, outermost first.
#[must_use]
pub fn named(interface: &Interface, top: Node, names: &BTreeSet<String>) -> Vec<Vec<Step>> {
    let mut walk = Walk {
        interface,
        names,
        steps: Vec::new(),
        seen: BTreeSet::new(),
        open: BTreeSet::new(),
        found: Vec::new(),
    };
    match top {
        Node::Type(id) => walk.ty(id),
        Node::Tree(id) => walk.tree(id),
    }
    walk.found
}

struct Walk<'a> {
    interface: &'a Interface,
    names: &'a BTreeSet<String>,
    steps: Vec<Step>,
    /// A tree inside itself has no more options.
    seen: BTreeSet<TreeId>,
    /// Likewise a type.
    open: BTreeSet<TypeId>,
    found: Vec<Vec<Step>>,
}

impl Walk<'_> {
    fn within(&mut self, step: Step, work: impl FnOnce(&mut Self)) {
        if self.steps.len() < DEPTH && self.found.len() < MOST {
            self.steps.push(step);
            work(self);
            self.steps.pop();
        }
    }

    fn tree(&mut self, id: TreeId) {
        if !self.seen.insert(id) {
            return;
        }
        for (name, member) in &tree(self.interface, id).members {
            self.within(Step::Member(name.clone()), |walk| match *member {
                Member::Group(group) => walk.tree(group),
                Member::Option(id) => {
                    let option = option(walk.interface, id);
                    if !option.is_input() {
                        return;
                    }
                    if walk.names.contains(name) {
                        walk.found.push(walk.steps.clone());
                    }
                    walk.ty(option.ty);
                }
            });
        }
        self.seen.remove(&id);
    }

    fn ty(&mut self, id: TypeId) {
        if !self.open.insert(id) {
            return;
        }
        for id in self.interface.alternatives(id) {
            match self.interface.types[id.0 as usize].kind.below() {
                Below::Each(element, placeholder) => {
                    let step = placeholder.map_or(Step::Item, |word| Step::Key(word.to_owned()));
                    self.within(step, |walk| walk.ty(element));
                }
                Below::Options(tree) => self.tree(tree),
                Below::Tags(tags) => {
                    for tag in tags {
                        let tag = option(self.interface, *tag);
                        self.within(Step::Tag(tag.name.clone()), |walk| walk.ty(tag.ty));
                    }
                }
                Below::Nothing | Below::Same(_) | Below::Either(..) | Below::Coerced { .. } => {}
            }
        }
        self.open.remove(&id);
    }
}
