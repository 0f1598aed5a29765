//! Programs made from the kept cases: a few members of a case, with operands, tokens and whole
//! expressions changed, moved and taken from elsewhere.

use super::dice::Dice;
use super::syntax::{self, spliced};
use crate::workspace;
use fedic_syntax::ast::{SyntaxKind, SyntaxNode};
use std::path::PathBuf;

/// A case as a source of programs.
#[derive(Debug)]
struct Case {
    text: String,
    folder: PathBuf,
}

/// The cases, and expressions from all of them.
#[derive(Debug)]
pub struct Cases {
    cases: Vec<Case>,
    pool: Vec<String>,
}

/// Longer programs are not made.
const LENGTH: usize = 3000;

impl Cases {
    /// Reads the cases of the language.
    ///
    /// # Panics
    /// When they cannot be read.
    #[must_use]
    pub fn read() -> Cases {
        let mut cases = Vec::new();
        let mut pool = Vec::new();
        for stage in ["eval", "builtins"] {
            let folder = workspace::cases(stage);
            for file in workspace::files(&folder, "nix") {
                let text = std::fs::read_to_string(&file)
                    .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
                if text.len() < 200_000 {
                    cases.push(Case { text, folder: folder.clone() });
                }
            }
        }
        for case in &cases {
            let expressions = syntax::expressions(&syntax::tree(&case.text));
            pool.extend(
                expressions.iter().map(|node| node.text().to_string()).filter(|text| text.len() < 120),
            );
        }
        pool.sort();
        pool.dedup();
        Cases { cases, pool }
    }

    /// A part of a case, changed in a few places.
    pub fn mutated(&self, dice: &mut Dice) -> (String, PathBuf) {
        loop {
            let case = dice.pick(&self.cases);
            let mut text = narrowed(&case.text, dice);
            for _ in 0..1 + dice.below(3) {
                text = self.changed(&text, dice);
            }
            if text.len() < LENGTH {
                return (text, case.folder.clone());
            }
        }
    }

    fn changed(&self, text: &str, dice: &mut Dice) -> String {
        let tree = syntax::tree(text);
        let expressions = syntax::expressions(&tree);
        if expressions.is_empty() {
            return text.to_owned();
        }
        let node = dice.pick(&expressions);
        match dice.below(8) {
            0 | 1 => spliced(text, syntax::range(node), &format!("({})", dice.pick(&self.pool))),
            2 => {
                let other = dice.pick(&expressions);
                spliced(text, syntax::range(node), &format!("({})", other.text()))
            }
            3 => swapped(text, node, dice.pick(&expressions)),
            4 => {
                let parts = syntax::omissible(&tree);
                if parts.is_empty() { text.to_owned() } else { spliced(text, dice.pick(&parts).clone(), "") }
            }
            _ => self.token_changed(text, &tree, dice),
        }
    }

    fn token_changed(&self, text: &str, tree: &SyntaxNode, dice: &mut Dice) -> String {
        let tokens = syntax::tokens(tree);
        if tokens.is_empty() {
            return text.to_owned();
        }
        let token = dice.pick(&tokens);
        let range = usize::from(token.text_range().start())..usize::from(token.text_range().end());
        let new = match token.kind() {
            SyntaxKind::TOKEN_INTEGER => dice.pick(&["0", "1", "2", "9223372036854775807", "(-1)", "1.5"]),
            SyntaxKind::TOKEN_FLOAT => dice.pick(&["0.0", "1e100", "1", "(-0.5)"]),
            SyntaxKind::TOKEN_STRING_CONTENT => {
                dice.pick(&["", "a", "é", "\\n", "$", "/", "1.0", "[a-b]*", "${\"x\"}"])
            }
            SyntaxKind::TOKEN_IDENT => {
                return spliced(text, range, &self.identifier(token.text(), &tokens_named(&tokens), dice));
            }
            kind => match OPERATORS.iter().find(|row| row.contains(&token.text())) {
                Some(row) => dice.pick(row),
                None if kind == SyntaxKind::TOKEN_REC => &"",
                None => return text.to_owned(),
            },
        };
        spliced(text, range, new)
    }

    fn identifier(&self, old: &str, others: &[String], dice: &mut Dice) -> String {
        match dice.below(4) {
            0 => dice.word(&["builtins", "null", "true", "toString", "map", "throw"]).to_owned(),
            1 => format!("{old}'"),
            _ => dice.pick(others).clone(),
        }
    }
}

/// Operators that may stand for each other.
const OPERATORS: [&[&str]; 3] =
    [&["+", "-", "*", "/", "++", "//"], &["==", "!=", "<", ">", "<=", ">="], &["&&", "||", "->"]];

fn tokens_named(tokens: &[fedic_syntax::ast::SyntaxToken]) -> Vec<String> {
    tokens
        .iter()
        .filter(|token| token.kind() == SyntaxKind::TOKEN_IDENT)
        .map(|token| token.text().to_owned())
        .collect()
}

/// Two expressions of a text in each other's place, unless one is in the other.
fn swapped(text: &str, left: &SyntaxNode, right: &SyntaxNode) -> String {
    let (mut left, mut right) = (syntax::range(left), syntax::range(right));
    if left.start > right.start {
        std::mem::swap(&mut left, &mut right);
    }
    if left.end > right.start {
        return text.to_owned();
    }
    let (first, second) = (text[left.clone()].to_owned(), text[right.clone()].to_owned());
    spliced(&spliced(text, right, &first), left, &second)
}

/// A case with a few of its members: those of the set, or list, that it ends in.
fn narrowed(text: &str, dice: &mut Dice) -> String {
    let tree = syntax::tree(text);
    let Some(mut body) = tree.children().next() else { return text.to_owned() };
    while matches!(body.kind(), SyntaxKind::NODE_LET_IN | SyntaxKind::NODE_WITH | SyntaxKind::NODE_PAREN) {
        let Some(inner) = body.children().last() else { break };
        body = inner;
    }
    let members: Vec<_> = match body.kind() {
        SyntaxKind::NODE_ATTR_SET => {
            let bindings = |node: &SyntaxNode| node.kind() == SyntaxKind::NODE_ATTRPATH_VALUE;
            body.children().filter(bindings).map(|node| syntax::range(&node)).collect()
        }
        SyntaxKind::NODE_LIST => body.children().map(|node| syntax::range(&node)).collect(),
        _ => return text.to_owned(),
    };
    if members.len() < 4 {
        return text.to_owned();
    }
    let kept: Vec<usize> = (0..1 + dice.below(2)).map(|_| dice.below(members.len())).collect();
    let mut text = text.to_owned();
    for (index, range) in members.into_iter().enumerate().rev() {
        if !kept.contains(&index) {
            text.replace_range(range, "");
        }
    }
    text
}
