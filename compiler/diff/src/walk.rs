//! Two types side by side, place by place.
//!
//! To who writes values, what is taken no more is a break; to who reads them, what is new is.
//! A pair of types is compared once where it is the same; where it differs, at each place where
//! it stands, since each is another line of somebody's configuration.

mod options;

use crate::parts::{Finding, Version};
use crate::place::{Expect, Node, Step, Trial, shown};
use crate::samples::samples;
use crate::{DEPTH, leaf, option, ty};
use fedic_diagnostics::Place;
use fedic_model::{
    Audience, Change, OptionDecl, OptionId, Severity, Topic, TreeId, TypeId, TypeKind, Verdict, What,
};
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// Which way values go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// They are written.
    Input,
    /// They are read, as evaluated.
    Output,
}

pub(crate) struct Walk<'a> {
    old: Version<'a>,
    new: Version<'a>,
    of: Topic,
    concerns: Audience,
    side: Side,
    steps: Vec<Step>,
    /// The options around, the innermost last.
    around: Vec<(&'a OptionDecl, &'a OptionDecl)>,
    open: BTreeSet<(TypeId, TypeId)>,
    open_trees: BTreeSet<(TreeId, TreeId)>,
    same: BTreeSet<(TypeId, TypeId)>,
    /// Options of the new version that others are other names of.
    aliased: BTreeSet<OptionId>,
    findings: Vec<Finding>,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(
        old: Version<'a>,
        new: Version<'a>,
        of: Topic,
        concerns: Audience,
        side: Side,
    ) -> Walk<'a> {
        Walk {
            old,
            new,
            of,
            concerns,
            side,
            steps: Vec::new(),
            around: Vec::new(),
            open: BTreeSet::new(),
            open_trees: BTreeSet::new(),
            same: BTreeSet::new(),
            aliased: BTreeSet::new(),
            findings: Vec::new(),
        }
    }

    pub(crate) fn run(mut self, tops: (Node, Node)) -> Vec<Finding> {
        match tops {
            (Node::Type(old), Node::Type(new)) => self.ty(old, new),
            (Node::Tree(old), Node::Tree(new)) => self.tree(old, new),
            (Node::Type(_), Node::Tree(_)) | (Node::Tree(_), Node::Type(_)) => {
                unreachable!("both versions of a part are of one sort")
            }
        }
        self.findings
    }

    fn within(&mut self, step: Step, work: impl FnOnce(&mut Self)) {
        self.steps.push(step);
        work(self);
        self.steps.pop();
    }

    /// Says what changed where the walk stands.
    fn find(&mut self, what: What, severity: Severity, trials: Vec<Trial>) {
        let (old, new) = self.declared();
        self.find_at(what, severity, trials, old, new);
    }

    /// Where the option is declared that the walk stands in.
    fn declared(&self) -> (&'a [Place], &'a [Place]) {
        let declared = |(old, new): &(&'a OptionDecl, &'a OptionDecl)| (&old.declared[..], &new.declared[..]);
        self.around.last().map_or((&[], &[]), declared)
    }

    fn find_at(&mut self, what: What, severity: Severity, trials: Vec<Trial>, old: &[Place], new: &[Place]) {
        let finding = self.finding(what, severity, trials, old, new);
        self.findings.push(finding);
    }

    fn finding(
        &self,
        what: What,
        severity: Severity,
        trials: Vec<Trial>,
        old: &[Place],
        new: &[Place],
    ) -> Finding {
        let located = |version: &Version<'_>, places: &[Place]| {
            places.iter().filter_map(|place| (version.locate)(*place)).collect()
        };
        let change = Change {
            concerns: self.concerns,
            severity,
            of: self.of.clone(),
            path: shown(&self.steps),
            what,
            old: located(&self.old, old),
            new: located(&self.new, new),
            witness: None,
        };
        Finding { change, steps: self.steps.clone(), trials, code: Default::default() }
    }

    fn ty(&mut self, old: TypeId, new: TypeId) {
        if self.same.contains(&(old, new)) || self.steps.len() > DEPTH || !self.open.insert((old, new)) {
            return;
        }
        let before = self.findings.len();
        self.kinds(old, new);
        self.code(old, new);
        self.open.remove(&(old, new));
        if self.findings.len() == before {
            self.same.insert((old, new));
        }
    }

    fn kinds(&mut self, old: TypeId, new: TypeId) {
        let (one, other) = (&ty(self.old.interface, old).kind, &ty(self.new.interface, new).kind);
        match (one, other) {
            (TypeKind::Submodule(old), TypeKind::Submodule(new)) => self.tree(*old, *new),
            (TypeKind::NullOr(old), TypeKind::NullOr(new)) => self.ty(*old, *new),
            (TypeKind::NullOr(inner), _) if self.of_null(new) != Verdict::Takes => {
                let certain = self.of_null(new) == Verdict::Refuses;
                self.narrowed(old, new, vec![Json::Null], certain);
                self.ty(*inner, new);
            }
            (_, TypeKind::NullOr(inner)) if !matches!(one, TypeKind::Enum(_) | TypeKind::Any) => {
                self.widened(old, new, vec![Json::Null], true);
                self.ty(old, *inner);
            }
            (
                TypeKind::List { element: old_element, non_empty: was },
                TypeKind::List { element: new_element, non_empty: is },
            ) => {
                match (was, is) {
                    (false, true) => self.narrowed(old, new, vec![Json::Array(Vec::new())], true),
                    (true, false) => self.widened(old, new, vec![Json::Array(Vec::new())], true),
                    (false, false) | (true, true) => {}
                }
                self.within(Step::Item, |walk| walk.ty(*old_element, *new_element));
            }
            (TypeKind::AttrsOf { element: old, placeholder, .. }, TypeKind::AttrsOf { element: new, .. }) => {
                self.within(Step::Key(placeholder.clone()), |walk| walk.ty(*old, *new))
            }
            (
                TypeKind::AttrList { item: old_item, as_attrs: was },
                TypeKind::AttrList { item: new_item, as_attrs: is },
            ) if was == is || self.side == Side::Input => {
                self.within(Step::Item, |walk| walk.ty(*old_item, *new_item));
            }
            (TypeKind::Entry(old), TypeKind::Entry(new)) => self.ty(*old, *new),
            (TypeKind::AttrTag(was), TypeKind::AttrTag(is)) => self.tags(old, new, was, is),
            (TypeKind::CoercedTo { to: old, .. }, TypeKind::CoercedTo { to: new, .. })
                if self.side == Side::Output =>
            {
                self.ty(*old, *new);
            }
            (TypeKind::CoercedTo { to, .. }, _) if self.side == Side::Output => self.ty(*to, new),
            (_, TypeKind::CoercedTo { to, .. }) if self.side == Side::Output => self.ty(old, *to),
            (
                TypeKind::Either(..) | TypeKind::CoercedTo { .. },
                TypeKind::Either(..) | TypeKind::CoercedTo { .. },
            ) => self.alternatives(old, new),
            _ => self.leaves(old, new),
        }
    }

    fn of_null(&self, new: TypeId) -> Verdict {
        self.new.interface.judge(new, &Json::Null)
    }

    /// Types without parts in common.
    fn leaves(&mut self, old: TypeId, new: TypeId) {
        let (one, other) = (ty(self.old.interface, old), ty(self.new.interface, new));
        if one.kind == other.kind && one.kind.is_scalar() {
            return;
        }
        let code = |kind: &TypeKind| {
            matches!(
                kind,
                TypeKind::FunctionTo(_) | TypeKind::DeferredModule(_) | TypeKind::OptionType | TypeKind::Code
            )
        };
        if code(&one.kind) && code(&other.kind) || one.kind == TypeKind::Any && other.kind == TypeKind::Any {
            return;
        }
        let (was, is) = self.around.last().copied().unzip();
        let before = (self.old.interface, old, was);
        let after = (self.new.interface, new, is);
        let lost = leaf::beyond(before, after);
        let gained = leaf::beyond(after, before);
        if one.kind == TypeKind::Opaque && other.kind == TypeKind::Opaque && one.name == other.name {
            return;
        }
        // Where nobody can decide, one change is told: the one that could break.
        let undecided = |leaf: &leaf::Leaf| !leaf.none && leaf.values.is_empty();
        let (tell_lost, tell_gained) = match self.side {
            Side::Input => (true, lost.none || !undecided(&gained)),
            Side::Output => (gained.none || !undecided(&lost), true),
        };
        let lost = if tell_lost { lost } else { leaf::Leaf { none: true, ..leaf::Leaf::default() } };
        let gained = if tell_gained { gained } else { leaf::Leaf { none: true, ..leaf::Leaf::default() } };
        self.beyond(lost, |walk, values, sure| walk.narrowed(old, new, values, sure));
        self.beyond(gained, |walk, values, sure| walk.widened(old, new, values, sure));
    }

    fn beyond(&mut self, leaf: leaf::Leaf, say: impl FnOnce(&mut Self, Vec<Json>, bool)) {
        match (leaf.none, leaf.values.is_empty()) {
            (true, _) => {}
            (false, false) => say(self, leaf.values, true),
            (false, true) => say(self, leaf.likely, false),
        }
    }

    /// Some values are taken no more.
    fn narrowed(&mut self, old: TypeId, new: TypeId, lost: Vec<Json>, certain: bool) {
        let shown = if certain { texts(&lost) } else { Vec::new() };
        let what = What::TypeNarrowed { was: words(self.old, old), is: words(self.new, new), lost: shown };
        match self.side {
            Side::Input => {
                let trials = lost.into_iter().map(|it| trial(Some(it), Expect::Refused, certain)).collect();
                self.find(what, Severity::Breaking, trials);
            }
            Side::Output => self.find(what, Severity::Compatible, Vec::new()),
        }
    }

    /// More values are taken.
    fn widened(&mut self, old: TypeId, new: TypeId, gained: Vec<Json>, certain: bool) {
        let shown = if certain { texts(&gained) } else { Vec::new() };
        let what = What::TypeWidened { was: words(self.old, old), is: words(self.new, new), gained: shown };
        match self.side {
            Side::Input => self.find(what, Severity::Compatible, Vec::new()),
            Side::Output => {
                let strange = Expect::Strange(old);
                let trials = gained.into_iter().map(|it| trial(Some(it), strange, certain)).collect();
                self.find(what, Severity::Breaking, trials);
            }
        }
    }

    /// Alternatives that are the same in both versions are paired, then what is left over. What
    /// cannot be paired is compared as a whole.
    fn alternatives(&mut self, old: TypeId, new: TypeId) {
        let mut before = flat(self.old, old);
        let mut after: Vec<(usize, TypeId)> = flat(self.new, new).into_iter().enumerate().collect();
        // Where those stand that are the same, and do not say all by their heads.
        let mut order = Vec::new();
        before.retain(|one| {
            let same = after.iter().position(|(_, other)| self.is_same(*one, *other));
            let found = same.map(|index| after.remove(index));
            order.extend(found.map(|it| it.0).filter(|_| !self.is_plain(self.old, *one)));
            found.is_none()
        });
        let last = order.last().copied().unwrap_or(0);
        if !order.is_sorted() || after.iter().any(|(at, id)| *at < last && !self.is_plain(self.new, *id)) {
            // The first whose head fits takes a value, and may refuse what is in it.
            let values = samples(self.old.interface, old);
            self.narrowed(old, new, values, false);
        }
        let after: Vec<TypeId> = after.into_iter().map(|(_, id)| id).collect();
        match (before.as_slice(), after.as_slice()) {
            ([], []) => {}
            ([one], [other]) => self.ty(*one, *other),
            ([], more) => {
                let gained = more.iter().flat_map(|it| samples(self.new.interface, *it)).collect();
                self.widened(old, new, gained, false);
            }
            (fewer, []) => {
                let lost = fewer.iter().flat_map(|it| samples(self.old.interface, *it)).collect();
                self.narrowed(old, new, lost, false);
            }
            (fewer, more) => {
                let lost = fewer.iter().flat_map(|it| samples(self.old.interface, *it)).collect();
                let gained = more.iter().flat_map(|it| samples(self.new.interface, *it)).collect();
                self.narrowed(old, new, lost, false);
                self.widened(old, new, gained, false);
            }
        }
    }

    /// Whether a type's head says all of what it takes.
    fn is_plain(&self, version: Version<'_>, id: TypeId) -> bool {
        let ty = ty(version.interface, id);
        ty.kind.is_scalar() && !ty.checked
    }

    /// Whether two types are found to be the same.
    fn is_same(&mut self, old: TypeId, new: TypeId) -> bool {
        let before = self.findings.len();
        self.ty(old, new);
        let same = self.findings.len() == before;
        self.findings.truncate(before);
        same
    }

    fn tags(&mut self, old: TypeId, new: TypeId, was: &'a [OptionId], is: &'a [OptionId]) {
        let before: Vec<&OptionDecl> = was.iter().map(|it| option(self.old.interface, *it)).collect();
        let after: Vec<&OptionDecl> = is.iter().map(|it| option(self.new.interface, *it)).collect();
        let gone = beside(&before, &after);
        let lost = with_tags(samples(self.old.interface, old), &gone);
        let more = beside(&after, &before);
        let gained = with_tags(samples(self.new.interface, new), &more);
        if !gone.is_empty() {
            let certain = !lost.is_empty();
            self.narrowed(old, new, lost, certain);
        }
        if !more.is_empty() {
            let certain = !gained.is_empty();
            self.widened(old, new, gained, certain);
        }
        for tag in after {
            if let Some(old) = before.iter().find(|it| it.name == tag.name) {
                self.within(Step::Tag(tag.name.clone()), |walk| walk.value(old, tag));
            }
        }
    }

    /// What functions of the model's own decide: types that are the same in all that is known
    /// of them may still take other values.
    fn code(&mut self, old: TypeId, new: TypeId) {
        let (one, other) = (ty(self.old.interface, old), ty(self.new.interface, new));
        // The code that an option has beside a function on its value is told with that.
        let is_told = self.side == Side::Input && self.around.last().is_some_and(|(_, is)| is_applied(is));
        let is_one_kind = one.kind.is_by_code() && other.kind.is_by_code() && one.name == other.name;
        let by_code = one.checked && other.checked || is_one_kind && !is_told;
        let code = match other.kind {
            TypeKind::CoercedTo { .. } => "what is made of it",
            _ => "a check of the model's own",
        };
        let (was, is) = self
            .around
            .last()
            .map_or((&[][..], &[][..]), |(was, is)| (was.code.as_slice(), is.code.as_slice()));
        let (before, after) = if one.checked { (&one.code[..], &other.code[..]) } else { (was, is) };
        let same = self.same_code(before, after);
        if self.side == Side::Output {
            // What is read may be what a check kept out before. The final type of a coercion has been
            // looked at.
            let is_coerced = matches!(other.kind, TypeKind::CoercedTo { .. });
            let what = What::CodeChanged { code: code.to_owned() };
            if (by_code && !same && !is_coerced) || (one.checked && !other.checked) {
                self.find(what, Severity::PossiblyBreaking, Vec::new());
            } else if other.checked && !one.checked {
                self.find(what, Severity::Compatible, Vec::new());
            }
            return;
        }
        if (by_code && !same) || (other.checked && !one.checked) {
            let values = samples(self.old.interface, old);
            let after = if other.checked { &other.code } else { after };
            self.recoded(code, values, (before, after));
        } else if one.checked && !other.checked {
            self.find(What::CodeChanged { code: code.to_owned() }, Severity::Compatible, Vec::new());
        }
    }

    /// Says that code which decides about values is another.
    fn recoded(&mut self, code: &str, values: Vec<Json>, (before, after): (&[Place], &[Place])) {
        let trials = values.into_iter().map(|it| trial(Some(it), Expect::Refused, false)).collect();
        let what = What::CodeChanged { code: code.to_owned() };
        let (old, new) = self.declared();
        let finding = self.finding(what, Severity::Breaking, trials, old, new);
        self.findings.push(Finding { code: (before.to_vec(), after.to_vec()), ..finding });
    }

    /// Whether expressions read the same in both versions.
    fn same_code(&self, old: &[Place], new: &[Place]) -> bool {
        !old.is_empty() && same_code(self.old, old, self.new, new)
    }
}

/// Whether a function of its own changes the value of an option.
fn is_applied(option: &OptionDecl) -> bool {
    option.applied && option.alias_of().is_none()
}

/// Whether expressions of both versions are known, and read the same.
pub(crate) fn same_code(old: Version<'_>, before: &[Place], new: Version<'_>, after: &[Place]) -> bool {
    let reads_same = |before: Place, after: Place| {
        let is_one =
            || matches!(((old.basis)(before), (new.basis)(after)), (Some(old), Some(new)) if old == new);
        if before.node == after.node && is_one() {
            return true;
        }
        matches!(((old.code)(before), (new.code)(after)), (Some(old), Some(new)) if old == new)
    };
    before.len() == after.len() && before.iter().zip(after).all(|(before, after)| reads_same(*before, *after))
}

fn trial(value: Option<Json>, expect: Expect, certain: bool) -> Trial {
    Trial { value, expect, certain }
}

fn words(version: Version<'_>, id: TypeId) -> String {
    ty(version.interface, id).description.clone()
}

fn texts(values: &[Json]) -> Vec<String> {
    values.iter().take(4).map(Json::to_string).collect()
}

/// The tags of one version that another does not have.
fn beside<'o>(here: &[&'o OptionDecl], there: &[&OptionDecl]) -> Vec<&'o str> {
    let only = here.iter().filter(|tag| there.iter().all(|it| it.name != tag.name));
    only.map(|tag| tag.name.as_str()).collect()
}

/// Those of some values that have one of these tags.
fn with_tags(mut values: Vec<Json>, tags: &[&str]) -> Vec<Json> {
    values.retain(|value| tags.iter().any(|tag| value.get(tag).is_some()));
    values
}

/// The alternatives of a type, those of alternatives among them.
fn flat(version: Version<'_>, id: TypeId) -> Vec<TypeId> {
    let (mut all, mut seen) = (Vec::new(), BTreeSet::new());
    let mut rest = vec![id];
    while let Some(id) = rest.pop() {
        match ty(version.interface, id).kind {
            TypeKind::Either(one, other) | TypeKind::CoercedTo { from: other, to: one, .. } => {
                if seen.insert(id) {
                    rest.extend([other, one]);
                }
            }
            _ => all.push(id),
        }
    }
    all
}
