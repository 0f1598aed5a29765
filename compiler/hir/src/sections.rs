//! Cutting a lowered file into sections.
//!
//! A section is the value of an attribute or of a `let` binding, or the body of a function
//! that is one, unless it is small; and a text beside one. It is a [`Body`] of its own, all its tables local; where it
//! was cut out stands [`Expr::Section`], evaluated in the very same frame. So whoever reads a file section
//! by section depends on those that it entered, and an edit inside one of them leaves the
//! others, and all places in them, as they were.
//!
//! What is cut depends on expressions alone, never on blanks or comments. The number of a
//! section is made of its parent's number and its place among the parent's sections: it
//! stands in the parent's body, so no section ever changes its number without a change of
//! the one around it.

use crate::body::{
    Attr, Bindings, BindingsId, Body, DynamicAttr, Expr, ExprId, Formal, InnerId, KeyPart, Lambda, LambdaId,
    NameId, Params, PathId, PiecesId, Range, StrId, StringPiece, WithId,
};
use crate::lower::{Lowered, index};
use fedic_diagnostics::{NodeId, Problem, SectionId};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// How much is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// All that may be edited by itself.
    Fine,
    /// Values that are in no other value: in files that nobody edits, so that what is not used
    /// need not be read. No function is cut from its body, so calling it costs what it did.
    Coarse,
}

/// Expressions, those of sections inside too, from which on a value is cut. A section costs
/// about a microsecond when it is entered first.
const LEAST: usize = 6;

/// Cuts a file into sections, beside its whole body. All nodes have the numbers of their
/// sections then, in the whole body too. A file that has nothing to be cut stays as it is.
pub fn cut(lowered: &mut Lowered, grain: Grain) {
    let cuts = match grain {
        Grain::Fine => chosen(&lowered.body, &lowered.values),
        Grain::Coarse => outermost(&lowered.values),
    };
    if cuts.is_empty() {
        return;
    }
    let mut cutter = Cutter::new(&lowered.body, cuts, lowered.source_map.names.len());
    cutter.assign();
    cutter.copy();
    let Cutter { nodes, mut names, mut made, .. } = cutter;
    let outermost = &mut made[0];
    for (name, node) in names.iter_mut().enumerate() {
        // A name that stands in no expression: what a problem is about.
        node.get_or_insert_with(|| outermost.name_node(index(name)));
    }
    let names: Vec<NodeId> = names.into_iter().flatten().collect();
    let renumber = |node: &mut NodeId| match (node.as_expr(), node.as_name()) {
        (Some(expr), _) => *node = nodes[expr as usize],
        (None, Some(name)) => *node = names[name as usize],
        (None, None) => {}
    };
    for problem in &mut lowered.problems {
        if let Problem::Scope(problem) = problem {
            problem.each_place(&mut |place| renumber(&mut place.node));
        }
    }
    lowered.body.each_name_node(&mut |node| renumber(node));
    lowered.body.nodes = nodes;
    made.sort_by_key(|made| made.body.section);
    for made in made {
        lowered.source_map.add_section(made.body.section, made.exprs, made.names);
        lowered.sections.push(Arc::new(made.body));
    }
}

/// The values to be cut: the number of the first expression, and of the one behind the last.
/// In the order of the text.
fn chosen(body: &Body, values: &[(u32, u32)]) -> Vec<(u32, u32)> {
    // A function whose body is cut is but its parameters' names.
    let is_bare = |start: u32| match body.exprs[start as usize] {
        Expr::Lambda(lambda) => matches!(body.lambdas[lambda.0 as usize].params, Params::Simple(_)),
        _ => false,
    };
    let is_large = |&&(start, end): &&(u32, u32)| (end - start) as usize >= LEAST && !is_bare(start);
    let mut chosen: Vec<(u32, u32)> = values.iter().filter(is_large).copied().collect();
    let large: FxHashSet<u32> = chosen.iter().map(|&(start, _)| start).collect();
    let beside = texts_beside(body, &large);
    chosen.extend(values.iter().filter(|(start, _)| beside.contains(start) && !large.contains(start)));
    chosen.sort_unstable();
    chosen
}

/// The values that are in no other one. In the order of the text.
fn outermost(values: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let mut values = values.to_vec();
    values.sort_unstable_by_key(|&(start, end)| (start, std::cmp::Reverse(end)));
    let mut behind = 0;
    values.retain(|&(start, end)| {
        let is_outermost = start >= behind;
        behind = behind.max(end);
        is_outermost && (end - start) as usize >= LEAST
    });
    values
}

/// Texts in sets of which something is cut: a name or a description beside what it is about is
/// no reason to look at the whole set again.
fn texts_beside(body: &Body, cut: &FxHashSet<u32>) -> FxHashSet<u32> {
    let sets = body.bindings.iter().filter(|set| set.attrs.iter().any(|attr| cut.contains(&attr.value.0)));
    let texts = sets.flat_map(|set| &set.attrs).map(|attr| attr.value.0);
    texts.filter(|&id| matches!(body.exprs[id as usize], Expr::Str(_) | Expr::Interpolated(_))).collect()
}

/// A section being made.
struct Made {
    body: Body,
    /// Its expressions and names by their numbers in the whole file.
    exprs: Vec<u32>,
    names: Vec<u32>,
}

struct Cutter<'b> {
    whole: &'b Body,
    cuts: Vec<(u32, u32)>,
    made: Vec<Made>,
    /// By expression: the section that it is in, by its index, and its number there.
    place: Vec<(u32, u32)>,
    /// By expression that is cut: its stand-in in the section around it.
    stand_in: FxHashMap<u32, u32>,
    /// By expression, and by name: the node that it is now.
    nodes: Vec<NodeId>,
    names: Vec<Option<NodeId>>,
    /// By section, and by name or text of the file: its number in the section.
    own_names: FxHashMap<(usize, NameId), NameId>,
    own_strings: FxHashMap<(usize, StrId), StrId>,
}

impl Made {
    fn new(section: SectionId, raw: bool) -> Made {
        Made {
            body: Body { section, root: Some(ExprId(0)), raw, ..Body::default() },
            exprs: Vec::new(),
            names: Vec::new(),
        }
    }

    fn add(&mut self, expr: u32) -> u32 {
        let number = index(self.exprs.len());
        self.exprs.push(expr);
        self.body.exprs.push(Expr::Missing);
        number
    }

    fn name_node(&mut self, name: u32) -> NodeId {
        let number = index(self.names.len());
        self.names.push(name);
        NodeId::name(number).within(self.body.section)
    }
}

impl<'b> Cutter<'b> {
    fn new(whole: &'b Body, cuts: Vec<(u32, u32)>, names: usize) -> Cutter<'b> {
        Cutter {
            whole,
            cuts,
            made: vec![Made::new(SectionId::OUTERMOST, whole.raw)],
            place: Vec::with_capacity(whole.exprs.len()),
            stand_in: FxHashMap::default(),
            nodes: Vec::with_capacity(whole.exprs.len()),
            names: vec![None; names],
            own_names: FxHashMap::default(),
            own_strings: FxHashMap::default(),
        }
    }

    /// Puts each expression into its section. Those of a value are numbered one after the
    /// other, so sections begin and end like brackets.
    fn assign(&mut self) {
        let mut taken = FxHashSet::from_iter([SectionId::OUTERMOST]);
        let mut open: Vec<(u32, u32)> = Vec::new();
        let mut cuts = std::mem::take(&mut self.cuts).into_iter().peekable();
        for expr in 0..index(self.whole.exprs.len()) {
            while open.pop_if(|(_, end)| *end <= expr).is_some() {}
            let mut at = open.last().map_or(0, |(section, _)| *section);
            if let Some((_, end)) = cuts.next_if(|(start, _)| *start == expr) {
                let around = &mut self.made[at as usize];
                self.stand_in.insert(expr, around.add(expr));
                let inner = InnerId(index(around.body.inner.len()));
                let section = number(around.body.section, inner, &mut taken);
                around.body.inner.push(section);
                let stand_in = around.body.exprs.len() - 1;
                around.body.exprs[stand_in] = Expr::Section(inner);
                at = index(self.made.len());
                self.made.push(Made::new(section, self.whole.raw));
                open.push((at, end));
            }
            let made = &mut self.made[at as usize];
            let number = made.add(expr);
            self.place.push((at, number));
            self.nodes.push(NodeId::expr(number).within(made.body.section));
        }
    }

    /// Copies each expression, with what stands in tables, into its section.
    fn copy(&mut self) {
        for (expr, &copied) in self.whole.exprs.iter().enumerate() {
            let (at, number) = self.place[expr];
            let copied = self.expr(at as usize, copied);
            self.made[at as usize].body.exprs[number as usize] = copied;
        }
    }

    fn expr(&mut self, at: usize, expr: Expr) -> Expr {
        let id = |id: ExprId| self.id(at, id);
        match expr {
            Expr::Missing
            | Expr::Int(_)
            | Expr::Float(_)
            | Expr::CurrentPosition
            | Expr::Section(_)
            | Expr::Local { .. } => expr,
            Expr::Str(text) => Expr::Str(self.string(at, text)),
            Expr::Interpolated(pieces) => Expr::Interpolated(self.pieces(at, pieces)),
            Expr::Path(text) => Expr::Path(self.string(at, text)),
            Expr::InterpolatedPath(pieces) => Expr::InterpolatedPath(self.pieces(at, pieces)),
            Expr::SearchPath(text) => Expr::SearchPath(self.string(at, text)),
            Expr::With(with) => Expr::With(self.with(at, with)),
            Expr::Global(name) => Expr::Global(self.name(at, name)),
            Expr::Undefined(name) => Expr::Undefined(self.name(at, name)),
            Expr::Select { base, path } => Expr::Select { base: id(base), path: self.path(at, path) },
            Expr::SelectOr { base, path, default } => {
                Expr::SelectOr { base: id(base), default: id(default), path: self.path(at, path) }
            }
            Expr::HasAttr { base, path } => Expr::HasAttr { base: id(base), path: self.path(at, path) },
            Expr::Call { function, arguments } => {
                Expr::Call { function: id(function), arguments: self.children(at, arguments) }
            }
            Expr::Lambda(lambda) => Expr::Lambda(self.lambda(at, lambda)),
            Expr::Let { bindings, body } => {
                Expr::Let { body: id(body), bindings: self.bindings(at, bindings) }
            }
            Expr::Set(bindings) => Expr::Set(self.bindings(at, bindings)),
            Expr::List(items) => Expr::List(self.children(at, items)),
            Expr::If { condition, then, otherwise } => {
                Expr::If { condition: id(condition), then: id(then), otherwise: id(otherwise) }
            }
            Expr::Assert { condition, body } => Expr::Assert { condition: id(condition), body: id(body) },
            Expr::WithIn { scope, body } => Expr::WithIn { scope: id(scope), body: id(body) },
            Expr::Unary { op, operand } => Expr::Unary { op, operand: id(operand) },
            Expr::Binary { op, left, right } => Expr::Binary { op, left: id(left), right: id(right) },
        }
    }

    /// An expression as it is called from within a section: itself, or its stand-in.
    fn id(&self, at: usize, id: ExprId) -> ExprId {
        let (section, number) = self.place[id.0 as usize];
        if section as usize == at { ExprId(number) } else { ExprId(self.stand_in[&id.0]) }
    }

    fn node(&mut self, at: usize, node: NodeId) -> NodeId {
        let Some(name) = node.as_name() else { return node };
        let made = &mut self.made[at];
        *self.names[name as usize].get_or_insert_with(|| made.name_node(name))
    }

    fn name(&mut self, at: usize, name: NameId) -> NameId {
        let body = &mut self.made[at].body;
        *self.own_names.entry((at, name)).or_insert_with(|| {
            body.names.push(self.whole.names[name.0 as usize].clone());
            NameId(index(body.names.len() - 1))
        })
    }

    fn string(&mut self, at: usize, text: StrId) -> StrId {
        let body = &mut self.made[at].body;
        *self.own_strings.entry((at, text)).or_insert_with(|| {
            body.strings.push(self.whole.strings[text.0 as usize].clone());
            StrId(index(body.strings.len() - 1))
        })
    }

    fn pieces(&mut self, at: usize, pieces: PiecesId) -> PiecesId {
        let copied = self.whole.pieces[pieces.0 as usize]
            .iter()
            .map(|piece| match *piece {
                StringPiece::Text(text) => StringPiece::Text(self.string(at, text)),
                StringPiece::Expr(expr) => StringPiece::Expr(self.id(at, expr)),
            })
            .collect();
        let body = &mut self.made[at].body;
        body.pieces.push(copied);
        PiecesId(index(body.pieces.len() - 1))
    }

    fn with(&mut self, at: usize, with: WithId) -> WithId {
        let mut lookup = self.whole.withs[with.0 as usize].clone();
        lookup.name = self.name(at, lookup.name);
        let body = &mut self.made[at].body;
        body.withs.push(lookup);
        WithId(index(body.withs.len() - 1))
    }

    fn path(&mut self, at: usize, path: PathId) -> PathId {
        let copied = self.whole.paths[path.0 as usize]
            .iter()
            .map(|part| match *part {
                KeyPart::Static { name, at: node } => {
                    KeyPart::Static { name: self.name(at, name), at: self.node(at, node) }
                }
                KeyPart::Dynamic(expr) => KeyPart::Dynamic(self.id(at, expr)),
            })
            .collect();
        let body = &mut self.made[at].body;
        body.paths.push(copied);
        PathId(index(body.paths.len() - 1))
    }

    fn children(&mut self, at: usize, range: Range) -> Range {
        let start = index(self.made[at].body.children.len());
        for child in range.start..range.start + range.len {
            let child = self.id(at, self.whole.children[child as usize]);
            self.made[at].body.children.push(child);
        }
        Range { start, len: range.len }
    }

    fn lambda(&mut self, at: usize, lambda: LambdaId) -> LambdaId {
        let whole = self.whole;
        let lambda = &whole.lambdas[lambda.0 as usize];
        let mut named = |(name, node): (NameId, NodeId)| (self.name(at, name), self.node(at, node));
        let params = match &lambda.params {
            Params::Simple(params) => Params::Simple(params.iter().map(|&param| named(param)).collect()),
            Params::Pattern { formals, ellipsis, at_name } => Params::Pattern {
                at_name: at_name.map(&mut named),
                formals: formals.iter().map(|formal| self.formal(at, formal)).collect(),
                ellipsis: *ellipsis,
            },
        };
        let name = lambda.name.map(|name| self.name(at, name));
        let copied = Lambda { params, body: self.id(at, lambda.body), name };
        let body = &mut self.made[at].body;
        body.lambdas.push(copied);
        LambdaId(index(body.lambdas.len() - 1))
    }

    fn formal(&mut self, at: usize, formal: &Formal) -> Formal {
        Formal {
            name: self.name(at, formal.name),
            at: self.node(at, formal.at),
            default: formal.default.map(|default| self.id(at, default)),
        }
    }

    fn bindings(&mut self, at: usize, bindings: BindingsId) -> BindingsId {
        let whole = self.whole;
        let bindings = &whole.bindings[bindings.0 as usize];
        let attr = |attr: &Attr| Attr {
            name: self.name(at, attr.name),
            at: self.node(at, attr.at),
            value: self.id(at, attr.value),
            ..*attr
        };
        let attrs = bindings.attrs.iter().map(attr).collect();
        let dynamic = |attr: &DynamicAttr| DynamicAttr {
            at: self.node(at, attr.at),
            name: self.id(at, attr.name),
            value: self.id(at, attr.value),
        };
        let dynamic = bindings.dynamic.iter().map(dynamic).collect();
        let sources = bindings.sources.iter().map(|&source| self.id(at, source)).collect();
        let copied = Bindings { recursive: bindings.recursive, attrs, dynamic, sources };
        let body = &mut self.made[at].body;
        body.bindings.push(copied);
        BindingsId(index(body.bindings.len() - 1))
    }
}

/// The number of the section that stands so in the one around it; the next free one, where
/// two ways lead to the same number.
fn number(around: SectionId, inner: InnerId, taken: &mut FxHashSet<SectionId>) -> SectionId {
    let mixed = (around.0.rotate_left(7) ^ (inner.0 + 1)).wrapping_mul(0x9E37_79B1);
    let mut section = SectionId(mixed ^ (mixed >> 15));
    while !taken.insert(section) {
        section.0 = section.0.wrapping_add(1);
    }
    section
}
