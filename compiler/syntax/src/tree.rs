//! Trees: nodes and tokens in one table, of rnix's kinds and in rnix's shape, each child before
//! what it is part of. Blanks and comments are tokens like others, so that a tree holds all of
//! its text. A table may be as high as it will: nothing that reads it need recurse.
//!
//! rowan's own trees count references to every node and token; a tree that is read once and
//! dropped costs less as a table. [`Tree::green`] makes the one from the other.

use crate::ast::{NixLanguage, NodeOrToken, SyntaxKind};
use fedic_diagnostics::Span;
use rowan::{GreenNode, GreenToken, Language};

/// How high a tree may be in rowan's form, which is dropped and walked by recursion. Chains such
/// as `a + a + …` grow a tree without nesting.
const MAX_HEIGHT: u16 = 4_000;

/// A tree and the text that it is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tree<'t> {
    text: &'t str,
    /// The root is the last.
    elements: Vec<Element>,
    /// The children of all nodes, by their numbers; those of one node beside each other.
    children: Vec<u32>,
}

/// A node or a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Element {
    kind: SyntaxKind,
    /// Of a token, none; beyond [`MAX_HEIGHT`] they are not told apart.
    height: u16,
    start: u32,
    end: u32,
    first_child: u32,
    children: u32,
}

impl<'t> Tree<'t> {
    /// The number of the root.
    pub(crate) fn root(&self) -> u32 {
        index(self.elements.len() - 1)
    }

    pub(crate) fn kind(&self, element: u32) -> SyntaxKind {
        self.elements[element as usize].kind
    }

    pub(crate) fn is_token(&self, element: u32) -> bool {
        self.elements[element as usize].height == 0
    }

    pub(crate) fn span(&self, element: u32) -> Span {
        let Element { start, end, .. } = self.elements[element as usize];
        Span::new(start, end)
    }

    /// All that an element says, blanks among it.
    pub(crate) fn text(&self, element: u32) -> &'t str {
        let Element { start, end, .. } = self.elements[element as usize];
        &self.text[start as usize..end as usize]
    }

    /// The nodes and tokens of a node.
    pub(crate) fn children(&self, node: u32) -> &[u32] {
        let Element { first_child, children, .. } = self.elements[node as usize];
        &self.children[first_child as usize..][..children as usize]
    }

    /// The same tree as rowan has it. One that is too high for it becomes a tree of tokens alone.
    pub(crate) fn green(&self) -> GreenNode {
        if self.elements[self.root() as usize].height > MAX_HEIGHT {
            return self.tokens_alone();
        }
        let mut made: Vec<Option<NodeOrToken<GreenNode, GreenToken>>> = Vec::new();
        let mut root = None;
        for number in 0..index(self.elements.len()) {
            let kind = NixLanguage::kind_to_raw(self.kind(number));
            if self.is_token(number) {
                made.push(Some(NodeOrToken::Token(GreenToken::new(kind, self.text(number)))));
                continue;
            }
            let children = self.children(number).iter();
            let children: Vec<_> = children.filter_map(|&child| made[child as usize].take()).collect();
            let node = GreenNode::new(kind, children);
            root = Some(node.clone());
            made.push(Some(NodeOrToken::Node(node)));
        }
        root.unwrap_or_else(|| unreachable!("every tree has a root"))
    }

    fn tokens_alone(&self) -> GreenNode {
        let kind = |kind| NixLanguage::kind_to_raw(kind);
        let tokens = (0..index(self.elements.len())).filter(|&number| self.is_token(number));
        let tokens: Vec<_> = tokens
            .map(|number| NodeOrToken::Token(GreenToken::new(kind(self.kind(number)), self.text(number))))
            .collect();
        let all = GreenNode::new(kind(SyntaxKind::NODE_ERROR), tokens);
        GreenNode::new(kind(SyntaxKind::NODE_ROOT), [NodeOrToken::Node(all)])
    }
}

/// A position among the elements built so far, from which on they can be wrapped.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Checkpoint(usize);

pub(crate) struct Builder<'t> {
    tree: Tree<'t>,
    /// What is built and not yet part of a node.
    loose: Vec<u32>,
    /// The nodes that are being built.
    open: Vec<(SyntaxKind, Checkpoint)>,
    /// Where the next token begins.
    at: u32,
}

impl<'t> Builder<'t> {
    /// A builder of the tree of a text in so many tokens.
    pub(crate) fn new(text: &'t str, tokens: usize) -> Builder<'t> {
        let tree =
            Tree { text, elements: Vec::with_capacity(tokens * 2), children: Vec::with_capacity(tokens * 2) };
        Builder { tree, loose: Vec::new(), open: Vec::new(), at: 0 }
    }

    pub(crate) fn token(&mut self, kind: SyntaxKind, end: u32) {
        let start = std::mem::replace(&mut self.at, end);
        self.add(Element { kind, height: 0, start, end, first_child: 0, children: 0 });
    }

    fn add(&mut self, element: Element) {
        self.loose.push(index(self.tree.elements.len()));
        self.tree.elements.push(element);
    }

    pub(crate) fn checkpoint(&self) -> Checkpoint {
        Checkpoint(self.loose.len())
    }

    pub(crate) fn start(&mut self, kind: SyntaxKind) {
        self.start_at(self.checkpoint(), kind);
    }

    /// Starts a node that holds what was built since the checkpoint, too.
    pub(crate) fn start_at(&mut self, from: Checkpoint, kind: SyntaxKind) {
        self.open.push((kind, from));
    }

    /// Finishes the node started last.
    pub(crate) fn finish(&mut self) {
        if let Some((kind, from)) = self.open.pop() {
            self.wrap(from, kind);
        }
    }

    /// Makes one node of what was built since the checkpoint.
    pub(crate) fn wrap(&mut self, from: Checkpoint, kind: SyntaxKind) {
        let children = &self.loose[from.0..];
        let heights = children.iter().map(|&child| self.tree.elements[child as usize].height);
        let height = heights.max().unwrap_or(0).min(MAX_HEIGHT) + 1;
        let start = children.first().map_or(self.at, |&first| self.tree.elements[first as usize].start);
        let (first_child, len) = (index(self.tree.children.len()), index(children.len()));
        self.tree.children.extend_from_slice(children);
        self.loose.truncate(from.0);
        self.add(Element { kind, height, start, end: self.at, first_child, children: len });
    }

    /// The tree: a root around everything.
    pub(crate) fn finish_tree(mut self) -> Tree<'t> {
        self.wrap(Checkpoint(0), SyntaxKind::NODE_ROOT);
        self.tree
    }
}

/// A text is shorter than 4 GB, so that its tree has fewer elements.
fn index(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}
