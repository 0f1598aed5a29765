//! What is worth trying where code is another: values beside those that it compares with, at the
//! options whose names stand in what it compares. Whether one shows a break is not known here.

use crate::place::{Node, Step, below};
use crate::samples::samples;
use crate::{DEPTH, option, tree, ty};
use fedic_model::{Below, Interface, Member, OptionId, TreeId, TypeId, TypeKind, Verdict};
use serde_json::{Number, Value as Json, json};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Something that code compares with values that it knows: `cfg.port > 1024`, `hasPrefix "x" name`.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// How it compares: an operator, or what a function is called.
    pub by: String,
    /// The names in what is compared.
    pub names: BTreeSet<String>,
    pub with: Vec<Json>,
}

/// So many options of a name are found.
const MOST: usize = 50;

/// So many places are looked at for them.
const LOOKED: usize = 50_000;

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

/// Where options of these names stand in a version's values, outermost first: so many of each name.
#[must_use]
pub fn named(interface: &Interface, top: Node, names: &BTreeSet<String>) -> Vec<Vec<Step>> {
    let mut left: BTreeMap<&str, usize> = names.iter().map(|name| (name.as_str(), MOST)).collect();
    let (mut found, mut looked) = (Vec::new(), 0);
    let mut rest = VecDeque::from([Spot { node: top, steps: Vec::new(), around: Vec::new() }]);
    while let Some(mut spot) = rest.pop_front().filter(|_| looked < LOOKED && !left.is_empty()) {
        looked += 1;
        if spot.steps.len() > DEPTH {
            continue;
        }
        if let (Node::Type(_), Some(Step::Member(name))) = (spot.node, spot.steps.last())
            && let Some(more) = left.get_mut(name.as_str())
        {
            found.push(spot.steps.clone());
            *more -= 1;
            if *more == 0 {
                left.remove(name.as_str());
            }
        }
        // An option of a type that contains it is one, too.
        if spot.around.contains(&spot.node) {
            continue;
        }
        spot.around.push(spot.node);
        let below = match spot.node {
            Node::Tree(id) => members(interface, id),
            Node::Type(id) => {
                interface.alternatives(id).iter().flat_map(|it| parts(interface, *it)).collect()
            }
        };
        rest.extend(below.into_iter().map(|(step, node)| spot.below(step, node)));
    }
    found
}

/// A place whose options are still to be looked at.
struct Spot {
    node: Node,
    steps: Vec<Step>,
    /// What it stands in: a tree or a type inside itself has no more options.
    around: Vec<Node>,
}

impl Spot {
    fn below(&self, step: Option<Step>, node: Node) -> Spot {
        let steps = self.steps.iter().cloned().chain(step).collect();
        Spot { node, steps, around: self.around.clone() }
    }
}

/// The members of a tree that an operator sets.
fn members(interface: &Interface, id: TreeId) -> Vec<(Option<Step>, Node)> {
    let node = |member: Member| match member {
        Member::Group(group) => Some(Node::Tree(group)),
        Member::Option(id) => {
            let option = option(interface, id);
            option.is_input().then_some(Node::Type(option.ty))
        }
    };
    let members = tree(interface, id).members.iter();
    members.filter_map(|(name, member)| Some((Some(Step::Member(name.clone())), node(*member)?))).collect()
}

/// What values of a type are made of.
fn parts(interface: &Interface, id: TypeId) -> Vec<(Option<Step>, Node)> {
    match ty(interface, id).kind.below() {
        Below::Each(element, placeholder) => {
            let step = placeholder.map_or(Step::Item, |word| Step::Key(word.to_owned()));
            vec![(Some(step), Node::Type(element))]
        }
        Below::Options(tree) => vec![(None, Node::Tree(tree))],
        Below::Tags(tags) => {
            let tag = |id: &OptionId| option(interface, *id);
            let tags = tags.iter().map(tag);
            tags.map(|tag| (Some(Step::Tag(tag.name.clone())), Node::Type(tag.ty))).collect()
        }
        Below::Nothing | Below::Same(_) | Below::Either(..) | Below::Coerced { .. } => Vec::new(),
    }
}
