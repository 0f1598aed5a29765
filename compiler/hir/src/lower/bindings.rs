//! `let`, attribute sets, `inherit`, and nested paths.
//!
//! Nix first brings the text into sets of sets (`a.b = 1; a = { c = 2; };` is one `a`), and
//! only then looks at scopes; a merged set is recursive if the one that stands first is. So
//! bindings are collected as [`Raw`] and lowered when complete.

use super::{
    LEVEL, Lowering, MAX_DEPTH, STACK,
    expr::static_name,
    index, node_of,
    scope::{Frame, Slots},
};
use crate::{Attr, Bindings, BindingsId, DynamicAttr, Expr, ExprId, KeyPart, NameId};
use fedic_diagnostics::{NodeId, Span, problem::scope::ScopeProblem};
use fedic_syntax::view::{self, View};

/// Parts of one attribute path beyond this are refused.
const MAX_PATH: usize = 500;

/// Bindings before scopes are known.
#[derive(Default)]
struct Raw<'t> {
    recursive: bool,
    attrs: Vec<RawAttr<'t>>,
    by_name: Slots,
    dynamic: Vec<RawDynamic<'t>>,
    /// `inherit (e)`, with the range around `e`.
    sources: Vec<(Option<view::Expr<'t>>, Span)>,
}

struct RawAttr<'t> {
    name: NameId,
    at: NodeId,
    value: RawValue<'t>,
}

struct RawDynamic<'t> {
    at: NodeId,
    name: Option<view::Expr<'t>>,
    value: RawDynamicValue<'t>,
}

enum RawDynamicValue<'t> {
    Expr(Option<view::Expr<'t>>, Span),
    Set(Box<Raw<'t>>, Span),
}

enum RawValue<'t> {
    Expr(Option<view::Expr<'t>>, Span),
    /// Made by a nested path, or by merging.
    Set(Box<Raw<'t>>, Span),
    /// `inherit x;`
    Inherit(Span),
    /// `inherit (e) x;`: `e` by its number among the sources.
    InheritFrom(usize, Span),
}

/// A part of the path of a definition.
enum Key<'t> {
    Static(NameId, NodeId),
    Dynamic(Option<view::Expr<'t>>, NodeId),
}

impl Lowering {
    pub(super) fn attr_set(&mut self, id: ExprId, set: view::AttrSet<'_>) {
        let raw = self.raw_set(set);
        self.raw_into(id, raw);
    }

    /// The bindings of a `let`; their frame stays for the body.
    pub(super) fn let_bindings(&mut self, let_in: view::LetIn<'_>) -> BindingsId {
        let raw = self.raw(let_in.entries(), true, true);
        self.open(raw)
    }

    /// `let { …; body = e; }` is `(rec { …; body = e; }).body`.
    pub(super) fn legacy_let(&mut self, id: ExprId, legacy: view::LegacyLet<'_>) {
        let span = self.span_of(id);
        let base = self.reserve(span);
        let raw = self.raw(legacy.entries(), true, false);
        self.raw_into(base, raw);
        let key = self.static_key("body", span);
        let path = self.add_path(vec![key]);
        self.set(id, Expr::Select { base, path });
    }

    fn raw_set<'t>(&mut self, set: view::AttrSet<'t>) -> Raw<'t> {
        self.raw(set.entries(), set.is_recursive(), false)
    }

    /// Collects the bindings of a text, merged.
    fn raw<'t>(
        &mut self,
        entries: impl Iterator<Item = view::Entry<'t>>,
        recursive: bool,
        is_let: bool,
    ) -> Raw<'t> {
        let mut raw = Raw { recursive, ..Raw::default() };
        for entry in entries {
            match entry {
                view::Entry::Inherit(inherit) => self.inherit(&mut raw, inherit),
                view::Entry::AttrpathValue(definition) => self.definition(&mut raw, definition, is_let),
            }
        }
        raw
    }

    fn inherit<'t>(&mut self, raw: &mut Raw<'t>, inherit: view::Inherit<'t>) {
        let from = inherit.from().map(|from| {
            raw.sources.push((from.expr(), from.span()));
            raw.sources.len() - 1
        });
        for attr in inherit.attrs() {
            let span = attr.span();
            let at = self.name_node(span);
            let Ok(text) = static_name(attr) else {
                self.problem(ScopeProblem::DynamicInInherit { at: self.place(at) });
                continue;
            };
            let name = self.name(&text);
            let value = match from {
                Some(source) => RawValue::InheritFrom(source, span),
                None => RawValue::Inherit(span),
            };
            self.insert(raw, RawAttr { name, at, value }, &mut Vec::new());
        }
    }

    fn definition<'t>(&mut self, raw: &mut Raw<'t>, definition: view::AttrpathValue<'t>, is_let: bool) {
        let span = definition.span();
        let mut attrs = definition.attrpath().into_iter().flat_map(view::Attrpath::attrs);
        let mut keys: Vec<Key<'_>> = attrs.by_ref().take(MAX_PATH).map(|attr| self.key(attr)).collect();
        let Some(last) = keys.pop() else { return };
        if attrs.next().is_some() {
            self.problem(ScopeProblem::TooDeep { at: self.place(last.at()) });
        }
        let start = keys.first().map_or(last.at(), Key::at);
        self.source_map.begin_paths_at(start, last.at());
        if let (true, Key::Dynamic(_, at)) = (is_let, keys.first().unwrap_or(&last)) {
            self.problem(ScopeProblem::DynamicInLet { at: self.place(*at) });
            return;
        }
        let mut names = Vec::new();
        let Some(target) = self.descend(raw, keys, start, span, &mut names) else { return };
        match last {
            Key::Static(name, at) => {
                names.push(name);
                let value = RawValue::Expr(definition.value(), span);
                self.insert(target, RawAttr { name, at, value }, &mut names);
            }
            Key::Dynamic(name, at) => {
                let value = RawDynamicValue::Expr(definition.value(), span);
                target.dynamic.push(RawDynamic { at, name, value });
            }
        }
    }

    fn key<'t>(&mut self, attr: view::Attr<'t>) -> Key<'t> {
        let at = self.name_node(attr.span());
        match static_name(attr) {
            Ok(text) => Key::Static(self.name(&text), at),
            Err(computed) => Key::Dynamic(computed, at),
        }
    }

    /// Follows the leading parts of a path, making the sets that are not there yet. Reports
    /// a part that is there and is no set.
    fn descend<'r, 't>(
        &mut self,
        mut raw: &'r mut Raw<'t>,
        keys: Vec<Key<'t>>,
        start: NodeId,
        span: Span,
        names: &mut Vec<NameId>,
    ) -> Option<&'r mut Raw<'t>> {
        for key in keys {
            raw = match key {
                Key::Dynamic(name, at) => {
                    let value = RawDynamicValue::Set(Box::default(), span);
                    raw.dynamic.push(RawDynamic { at, name, value });
                    match &mut raw.dynamic.last_mut()?.value {
                        RawDynamicValue::Set(inner, _) => inner,
                        RawDynamicValue::Expr(..) => return None,
                    }
                }
                Key::Static(name, at) => {
                    names.push(name);
                    let slot = raw.by_name.get(name);
                    let value = RawValue::Set(Box::default(), span);
                    let slot = slot.unwrap_or_else(|| raw.push(RawAttr { name, at, value })) as usize;
                    if !self.is_set(&mut raw.attrs[slot].value) {
                        self.duplicate(start, names, raw.attrs[slot].at);
                        return None;
                    }
                    match &mut raw.attrs[slot].value {
                        RawValue::Set(inner, _) => inner,
                        RawValue::Expr(..) | RawValue::Inherit(_) | RawValue::InheritFrom(..) => return None,
                    }
                }
            };
        }
        Some(raw)
    }

    /// Adds an attribute, or merges it with the one of its name. `names` is the path to it,
    /// for the report.
    fn insert<'t>(&mut self, raw: &mut Raw<'t>, mut attr: RawAttr<'t>, names: &mut Vec<NameId>) {
        let Some(slot) = raw.by_name.get(attr.name) else {
            raw.push(attr);
            return;
        };
        if names.is_empty() {
            names.push(attr.name);
        }
        let existing = &mut raw.attrs[slot as usize];
        if !(self.is_set(&mut existing.value) && self.is_set(&mut attr.value)) {
            self.duplicate(attr.at, names, existing.at);
            return;
        }
        let (RawValue::Set(into, _), RawValue::Set(from, _)) = (&mut existing.value, attr.value) else {
            unreachable!("both were made sets above");
        };
        let shift = into.sources.len();
        into.sources.extend(from.sources);
        for mut inner in from.attrs {
            if let RawValue::InheritFrom(source, _) = &mut inner.value {
                *source += shift;
            }
            names.push(inner.name);
            self.insert(into, inner, names);
            names.pop();
        }
        into.dynamic.extend(from.dynamic);
    }

    /// Whether a value is a set written out in the text; it is collected then.
    fn is_set(&mut self, value: &mut RawValue<'_>) -> bool {
        let RawValue::Expr(Some(expr), span) = value else { return matches!(value, RawValue::Set(..)) };
        let Some(view::Expr::AttrSet(set)) = view::unparenthesised(*expr) else { return false };
        let span = *span;
        *value = RawValue::Set(Box::new(self.raw_set(set)), span);
        true
    }

    fn duplicate(&mut self, at: NodeId, names: &[NameId], first: NodeId) {
        let path: Vec<&str> = names.iter().map(|&name| self.name_text(name)).collect();
        let path = path.join(".");
        let (at, first) = (self.place(at), self.place(first));
        self.problem(ScopeProblem::DuplicateAttribute { at, path, first });
    }

    fn raw_into(&mut self, id: ExprId, raw: Raw<'_>) {
        if self.depth == MAX_DEPTH {
            self.problem(ScopeProblem::TooDeep { at: self.place(node_of(id)) });
            return;
        }
        self.depth += 1;
        let frames = self.frames.len();
        let bindings = stacker::maybe_grow(LEVEL, STACK, || self.open(raw));
        self.frames.truncate(frames);
        self.set(id, Expr::Set(bindings));
        self.depth -= 1;
    }

    /// Lowers collected bindings. If they make a frame, it is left on the stack.
    fn open(&mut self, raw: Raw<'_>) -> BindingsId {
        let id = BindingsId(index(self.body.bindings.len()));
        self.body.bindings.push(Bindings::default());
        let recursive = raw.recursive;
        let hidden = if recursive { index(raw.attrs.len()) } else { 0 };
        let has_frame = recursive || !raw.sources.is_empty();
        // The names that are variables inside have the order of the attributes for slots.
        let names = if recursive { raw.by_name } else { Slots::default() };
        let mut own = OwnFrame { off: has_frame.then_some(Frame::Names(names)), has_frame };
        self.enter(&mut own, recursive);
        let sources = raw.sources.into_iter().map(|(source, span)| self.expr(source, span)).collect();
        let mut attrs = Vec::with_capacity(raw.attrs.len());
        for attr in raw.attrs {
            let inner = match attr.value {
                RawValue::Inherit(_) => false,
                RawValue::InheritFrom(..) => true,
                RawValue::Expr(..) | RawValue::Set(..) => recursive,
            };
            let inherited = matches!(attr.value, RawValue::Inherit(_));
            self.enter(&mut own, inner);
            let value = self.value(attr.value, attr.name, attr.at, hidden);
            self.end_value(value);
            attrs.push(Attr { name: attr.name, at: attr.at, value, inner, inherited });
        }
        self.enter(&mut own, recursive);
        let mut dynamic = Vec::with_capacity(raw.dynamic.len());
        for attr in raw.dynamic {
            let span = self.source_map.span(attr.at).unwrap_or(Span::new(0, 0));
            let name = self.expr(attr.name, span);
            let value = match attr.value {
                RawDynamicValue::Expr(expr, span) => self.expr(expr, span),
                RawDynamicValue::Set(raw, span) => self.made_set(*raw, span),
            };
            self.end_value(value);
            dynamic.push(DynamicAttr { at: attr.at, name, value });
        }
        self.enter(&mut own, true);
        let bindings = Bindings { recursive, attrs: attrs.into(), dynamic: dynamic.into(), sources };
        self.body.bindings[id.0 as usize] = bindings;
        id
    }

    /// Puts the bindings' own frame on the stack, or takes it off.
    fn enter(&mut self, own: &mut OwnFrame, inside: bool) {
        if inside {
            self.frames.extend(own.off.take());
        } else if own.has_frame && own.off.is_none() {
            own.off = self.frames.pop();
        }
    }

    fn made_set(&mut self, raw: Raw<'_>, span: Span) -> ExprId {
        let id = self.reserve(span);
        self.raw_into(id, raw);
        id
    }

    fn value(&mut self, value: RawValue<'_>, name: NameId, at: NodeId, hidden: u32) -> ExprId {
        match value {
            RawValue::Expr(expr, span) => self.named_expr(expr, span, Some(name)),
            RawValue::Set(raw, span) => self.made_set(*raw, span),
            RawValue::Inherit(span) => {
                let id = self.reserve(span);
                let variable = self.variable(name, node_of(id));
                self.set(id, variable);
                id
            }
            RawValue::InheritFrom(source, span) => {
                let id = self.reserve(span);
                let base = self.add(span, Expr::Local { depth: 0, slot: hidden + index(source) });
                let path = self.add_path(vec![KeyPart::Static { name, at }]);
                self.set(id, Expr::Select { base, path });
                id
            }
        }
    }
}

/// The frame of the bindings being lowered: on the stack, or off it and kept here.
struct OwnFrame {
    has_frame: bool,
    off: Option<Frame>,
}

impl<'t> Raw<'t> {
    /// Adds an attribute; gives its place.
    fn push(&mut self, attr: RawAttr<'t>) -> u32 {
        let slot = index(self.attrs.len());
        self.by_name.insert(attr.name, slot);
        self.attrs.push(attr);
        slot
    }
}

impl Key<'_> {
    fn at(&self) -> NodeId {
        match self {
            Key::Static(_, at) | Key::Dynamic(_, at) => *at,
        }
    }
}
