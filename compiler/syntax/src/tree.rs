//! Builds green trees from events. Unlike rowan's own builder it shares tokens but no nodes,
//! so that long chains cost linear time, and it knows how high each node is, so that no tree
//! is made that could not be walked or dropped on a small stack.

use crate::ast::{NixLanguage, NodeOrToken, SyntaxKind};
use rowan::{GreenNode, GreenToken, Language};
use rustc_hash::FxHashMap;

/// How high a tree may be below its root: chains such as `a + a + …` grow it without nesting.
pub(crate) const MAX_HEIGHT: u32 = 4_000;

/// A position among the elements built so far, from which on they can be wrapped.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Checkpoint(usize);

#[derive(Default)]
pub(crate) struct Builder<'t> {
    /// What is built and not yet part of a node.
    elements: Vec<Element>,
    /// The nodes that are being built.
    open: Vec<(SyntaxKind, Checkpoint)>,
    tokens: FxHashMap<(u16, &'t str), GreenToken>,
    /// By kind: the token of that kind that was built last. Signs and keywords are always the same.
    last: Vec<Option<GreenToken>>,
    /// A node would have been too high; all around it would be, too.
    refused: bool,
}

struct Element {
    green: NodeOrToken<GreenNode, GreenToken>,
    height: u32,
}

impl<'t> Builder<'t> {
    pub(crate) fn token(&mut self, kind: SyntaxKind, text: &'t str) {
        let token = self.shared_token(kind, text);
        self.elements.push(Element { green: NodeOrToken::Token(token), height: 0 });
    }

    fn shared_token(&mut self, kind: SyntaxKind, text: &'t str) -> GreenToken {
        let raw = NixLanguage::kind_to_raw(kind);
        // Long texts hardly ever come twice.
        if matches!(kind, SyntaxKind::TOKEN_STRING_CONTENT | SyntaxKind::TOKEN_COMMENT) {
            return GreenToken::new(raw, text);
        }
        let number = usize::from(raw.0);
        if self.last.len() <= number {
            self.last.resize(number + 1, None);
        }
        let last = &mut self.last[number];
        match last {
            Some(token) if token.text() == text => token.clone(),
            _ => {
                let token = self.tokens.entry((raw.0, text)).or_insert_with(|| GreenToken::new(raw, text));
                last.insert(token.clone()).clone()
            }
        }
    }

    pub(crate) fn checkpoint(&self) -> Checkpoint {
        Checkpoint(self.elements.len())
    }

    pub(crate) fn start(&mut self, kind: SyntaxKind) {
        self.start_at(self.checkpoint(), kind);
    }

    /// Starts a node that holds what was built since the checkpoint, too.
    pub(crate) fn start_at(&mut self, from: Checkpoint, kind: SyntaxKind) {
        self.open.push((kind, from));
    }

    /// Finishes the node started last; whether it could be made, see [`Builder::wrap`].
    pub(crate) fn finish(&mut self) -> bool {
        match self.open.pop() {
            Some((kind, from)) => self.wrap(from, kind),
            None => true,
        }
    }

    /// Makes one node of what was built since the checkpoint. If it became higher than
    /// [`MAX_HEIGHT`], nothing is made, now and from then on: what was built is left to the root.
    pub(crate) fn wrap(&mut self, from: Checkpoint, kind: SyntaxKind) -> bool {
        if self.refused {
            return false;
        }
        let height = self.elements[from.0..].iter().map(|element| element.height).max().unwrap_or(0) + 1;
        if height > MAX_HEIGHT {
            self.refused = true;
            return false;
        }
        self.push_node(from, kind, height);
        true
    }

    fn push_node(&mut self, from: Checkpoint, kind: SyntaxKind, height: u32) {
        let children = self.elements.drain(from.0..).map(|element| element.green);
        let node = GreenNode::new(NixLanguage::kind_to_raw(kind), children);
        self.elements.push(Element { green: NodeOrToken::Node(node), height });
    }

    /// The tree: a root around everything.
    pub(crate) fn finish_tree(mut self) -> GreenNode {
        self.push_node(Checkpoint(0), SyntaxKind::NODE_ROOT, 0);
        match self.elements.pop() {
            Some(Element { green: NodeOrToken::Node(node), .. }) => node,
            _ => unreachable!("the root was just made"),
        }
    }
}
