//! Options and definitions that nobody wrote, properties at every level, as programs for
//! `cases/merging/compare.nix`.

use crate::differential::dice::Dice;
use std::fmt::Write as _;

/// Names of attributes, options and tags.
const NAMES: [&str; 3] = ["a", "b", "c"];

/// A type at random.
enum Type {
    Leaf(&'static str),
    /// Of one type: `listOf` and its like.
    Of(&'static str, Box<Type>),
    Either(Box<Type>, Box<Type>),
    /// From a string; what `"a"` becomes, and any other.
    Coerced([String; 2], Box<Type>),
    Submodule(Vec<Node>, Option<Box<Type>>),
    Tagged(Vec<Node>),
}

/// A name of a tree of options.
struct Node {
    name: &'static str,
    kind: Kind,
}

enum Kind {
    Option { ty: Type, default: Option<String>, applies: bool },
    Group(Vec<Node>),
}

/// A program: an option and its definitions, compared.
#[must_use]
pub fn program(dice: &mut Dice) -> String {
    let ty = any_type(dice, 2);
    let definitions: Vec<String> =
        (0..dice.below(4)).map(|_| format!("({})", defined(dice, &ty, 2))).collect();
    let option = shown_option(&any_option(dice, ty));
    format!(
        "import ./compare.nix (here: with here; {option}) (with import <nixpkgs/lib>; [ {} ])",
        definitions.join(" ")
    )
}

fn any_type(dice: &mut Dice, depth: usize) -> Type {
    if depth == 0 || dice.once_in(3) {
        let leaf = dice.word(&["int", "str", "bool", "lines", "raw", "(enum [ 1 \"a\" null ])"]);
        return Type::Leaf(leaf);
    }
    let inner = |dice: &mut Dice| Box::new(any_type(dice, depth - 1));
    match dice.below(8) {
        0..=3 => Type::Of(dice.word(&["listOf", "attrsOf", "lazyAttrsOf", "nullOr"]), inner(dice)),
        4 => Type::Either(inner(dice), inner(dice)),
        5 => {
            let to = inner(dice);
            Type::Coerced([value(dice, &to, 1), value(dice, &to, 1)], to)
        }
        6 => {
            let nodes = tree(dice, depth - 1, true);
            let free = dice.once_in(3).then(|| Box::new(Type::Of("attrsOf", inner(dice))));
            Type::Submodule(nodes, free)
        }
        _ => Type::Tagged(tree(dice, depth - 1, false)),
    }
}

fn tree(dice: &mut Dice, depth: usize, with_groups: bool) -> Vec<Node> {
    let count = 1 + dice.below(NAMES.len());
    let node = |&name: &&'static str| {
        let kind = match with_groups && dice.once_in(5) {
            true => Kind::Group(tree(dice, depth, false)),
            false => {
                let ty = any_type(dice, depth);
                any_option(dice, ty)
            }
        };
        Node { name, kind }
    };
    NAMES[..count].iter().map(node).collect()
}

fn any_option(dice: &mut Dice, ty: Type) -> Kind {
    // A default as a whole is taken as it stands, but its parts may carry properties.
    let default = dice.once_in(3).then(|| value(dice, &ty, 2));
    Kind::Option { default, applies: dice.once_in(7), ty }
}

/// A value under properties, now and then.
fn defined(dice: &mut Dice, ty: &Type, depth: usize) -> String {
    let value = value(dice, ty, depth);
    wrapped(dice, value, can_be_ordered(ty))
}

fn wrapped(dice: &mut Dice, value: String, ordered: bool) -> String {
    if !dice.once_in(3) {
        return value;
    }
    let kind = dice.below(if ordered { 8 } else { 6 });
    let mut content = || wrapped(dice, value.clone(), ordered);
    match kind {
        0 | 1 => format!("mkIf {} ({})", ["true", "false"][kind], content()),
        2 => format!("mkMerge [ ({}) ({}) ]", content(), content()),
        3 => format!("mkForce ({})", content()),
        4 => format!("mkDefault ({})", content()),
        5 => format!("mkOverride 1500 ({})", content()),
        6 => format!("mkBefore ({})", content()),
        _ => format!("mkOrder 1500 ({})", content()),
    }
}

/// An ordered definition has one attribute more than a submodule's merge knows: nixpkgs refuses it.
fn can_be_ordered(ty: &Type) -> bool {
    match ty {
        Type::Leaf(_) | Type::Of("listOf" | "attrsOf" | "lazyAttrsOf", _) => true,
        Type::Of(_, inner) | Type::Coerced(_, inner) => can_be_ordered(inner),
        Type::Either(left, right) => can_be_ordered(left) && can_be_ordered(right),
        Type::Submodule(..) | Type::Tagged(_) => false,
    }
}

fn value(dice: &mut Dice, ty: &Type, depth: usize) -> String {
    if dice.once_in(25) {
        return dice.word(&["1", "\"a\"", "null", "[ ]", "{ }", "true", "{ a = 1; }", "[ 1 ]"]).to_owned();
    }
    match ty {
        Type::Leaf("int") => dice.word(&["0", "1", "2"]).to_owned(),
        Type::Leaf("str" | "lines") => dice.word(&["\"a\"", "\"b\""]).to_owned(),
        Type::Leaf("bool") => dice.word(&["true", "false"]).to_owned(),
        Type::Leaf("raw") => dice.word(&["1", "null", "{ a = 1; }"]).to_owned(),
        Type::Leaf(_) => dice.word(&["1", "\"a\"", "null"]).to_owned(),
        Type::Of("nullOr", _) if dice.once_in(3) => "null".to_owned(),
        Type::Of("nullOr", inner) => value(dice, inner, depth),
        Type::Of("listOf", inner) => {
            let items: Vec<String> = (0..dice.below(3))
                .map(|_| format!("({})", defined(dice, inner, depth.saturating_sub(1))))
                .collect();
            format!("[ {} ]", items.join(" "))
        }
        Type::Of(_, inner) => {
            let names: Vec<&str> = NAMES.into_iter().filter(|_| dice.once_in(2)).collect();
            set(names.into_iter().map(|name| (name, defined(dice, inner, depth.saturating_sub(1)))))
        }
        Type::Either(left, right) => {
            let side = if dice.once_in(2) { left } else { right };
            value(dice, side, depth)
        }
        Type::Coerced(_, _) if dice.once_in(2) => dice.word(&["\"a\"", "\"b\""]).to_owned(),
        Type::Coerced(_, to) => value(dice, to, depth),
        Type::Submodule(nodes, free) => {
            let mut entries = settings(dice, nodes, depth);
            if let Some(Type::Of(_, inner)) = free.as_deref()
                && dice.once_in(2)
            {
                entries.push(("z", defined(dice, inner, 0)));
            } else if dice.once_in(40) {
                entries.push(("z", "1".to_owned()));
            }
            set(entries.into_iter())
        }
        Type::Tagged(nodes) => {
            let nth = dice.below(nodes.len());
            set([(nodes[nth].name, setting(dice, &nodes[nth], depth))].into_iter())
        }
    }
}

fn settings(dice: &mut Dice, nodes: &[Node], depth: usize) -> Vec<(&'static str, String)> {
    let mut entries = Vec::new();
    for node in nodes {
        if !dice.once_in(3) {
            entries.push((node.name, setting(dice, node, depth)));
        }
    }
    entries
}

fn setting(dice: &mut Dice, node: &Node, depth: usize) -> String {
    match &node.kind {
        Kind::Option { ty, .. } => defined(dice, ty, depth.saturating_sub(1)),
        Kind::Group(nodes) => {
            let group = set(settings(dice, nodes, depth).into_iter());
            wrapped(dice, group, false)
        }
    }
}

fn set<'n>(entries: impl Iterator<Item = (&'n str, String)>) -> String {
    let mut text = "{ ".to_owned();
    for (name, value) in entries {
        let _ = write!(text, "{name} = {value}; ");
    }
    text + "}"
}

fn shown_option(kind: &Kind) -> String {
    let Kind::Option { ty, default, applies } = kind else {
        unreachable!("a group is shown by its names");
    };
    let mut text = format!("(mkOption {{ type = with types; {}; ", shown(ty));
    if let Some(default) = default {
        let _ = write!(text, "default = with import <nixpkgs/lib>; {default}; ");
    }
    if *applies {
        text.push_str("apply = it: [ it ]; ");
    }
    text + "})"
}

fn shown_tree(nodes: &[Node]) -> String {
    set(nodes.iter().map(|node| match &node.kind {
        Kind::Group(inner) => (node.name, shown_tree(inner)),
        option @ Kind::Option { .. } => (node.name, shown_option(option)),
    }))
}

fn shown(ty: &Type) -> String {
    match ty {
        Type::Leaf(text) => (*text).to_owned(),
        Type::Of(name, inner) => format!("({name} {})", shown(inner)),
        Type::Either(left, right) => format!("(either {} {})", shown(left), shown(right)),
        Type::Coerced([first, other], to) => format!(
            "(coercedTo str (it: with import <nixpkgs/lib>; if it == \"a\" then {first} else {other}) {})",
            shown(to)
        ),
        Type::Submodule(nodes, None) => format!("(submodule {{ options = {}; }})", shown_tree(nodes)),
        Type::Submodule(nodes, Some(free)) => {
            format!("(submodule {{ options = {}; freeformType = {}; }})", shown_tree(nodes), shown(free))
        }
        Type::Tagged(nodes) => format!("(attrTag {})", shown_tree(nodes)),
    }
}
