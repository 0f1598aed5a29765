//! Two types side by side, place by place.
//!
//! To who writes values, what is taken no more is a break; to who reads them, what is new is.
//! A pair of types is compared once where it is the same; where it differs, at each place where
//! it stands, since each is another line of somebody's configuration.

use crate::parts::{Finding, Version};
use crate::place::{Expect, Node, Step, Trial, element, shown};
use crate::samples::{said, samples};
use crate::{DEPTH, leaf, option, tree, ty};
use fedic_diagnostics::Place;
use fedic_model::{
    Audience, Change, Member, OptionDecl, OptionId, OptionTree, Severity, Text, Topic, TreeId, TypeId,
    TypeKind, Value, What,
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
        let (old, new) = self
            .around
            .last()
            .map_or((&[][..], &[][..]), |(old, new)| (old.declared.as_slice(), new.declared.as_slice()));
        self.find_at(what, severity, trials, old, new);
    }

    fn find_at(&mut self, what: What, severity: Severity, trials: Vec<Trial>, old: &[Place], new: &[Place]) {
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
        self.findings.push(Finding { change, steps: self.steps.clone(), trials });
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
            (TypeKind::NullOr(inner), _) if !self.takes_null(new) => {
                self.narrowed(old, new, vec![Json::Null], true);
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

    fn takes_null(&self, new: TypeId) -> bool {
        crate::judge(self.new.interface, new, &Json::Null) == crate::Verdict::Takes
    }

    /// Types without parts in common.
    fn leaves(&mut self, old: TypeId, new: TypeId) {
        let (one, other) = (ty(self.old.interface, old), ty(self.new.interface, new));
        if one.kind == other.kind && leaf::is_scalar(&one.kind) {
            return;
        }
        let code = |kind: &TypeKind| {
            matches!(kind, TypeKind::FunctionTo(_) | TypeKind::DeferredModule(_) | TypeKind::OptionType)
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
        leaf::is_scalar(&ty.kind) && !ty.checked
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

    fn tree(&mut self, old: TreeId, new: TreeId) {
        if !self.open_trees.insert((old, new)) {
            return;
        }
        let (before, after) = (tree(self.old.interface, old), tree(self.new.interface, new));
        self.free(before, after);
        self.aliased.extend(self.new.interface.aliased(new));
        for (name, member) in &after.members {
            let was = before.members.iter().find(|(it, _)| it == name).map(|it| it.1);
            self.within(Step::Member(name.clone()), |walk| walk.member(was, *member, before));
        }
        for (name, member) in &before.members {
            if after.members.iter().all(|(it, _)| it != name) {
                self.within(Step::Member(name.clone()), |walk| walk.gone(*member, after));
            }
        }
        self.open_trees.remove(&(old, new));
    }

    /// What is taken beside declared options.
    fn free(&mut self, before: &'a OptionTree, after: &'a OptionTree) {
        let key = || Step::Key("name".to_owned());
        match (before.takes_free_names(), after.takes_free_names()) {
            (true, false) => {
                let values = before.freeform.and_then(|id| element(self.old.interface, id));
                let values = values.map_or_else(|| vec![Json::from(1)], |id| samples(self.old.interface, id));
                let severity =
                    if self.side == Side::Input { Severity::Breaking } else { Severity::Compatible };
                let trials = values.into_iter().map(|it| trial(Some(it), Expect::Refused, true)).collect();
                self.within(key(), |walk| walk.find(What::Closed, severity, trials));
            }
            (false, true) => {
                let severity =
                    if self.side == Side::Input { Severity::Compatible } else { Severity::PossiblyBreaking };
                self.within(key(), |walk| walk.find(What::Opened, severity, Vec::new()));
            }
            (true, true) => {
                let pair = before.freeform.zip(after.freeform);
                let elements = pair.and_then(|(old, new)| {
                    element(self.old.interface, old).zip(element(self.new.interface, new))
                });
                match (elements, pair) {
                    (Some((old, new)), _) => self.within(key(), |walk| walk.ty(old, new)),
                    (None, Some((old, new))) => self.ty(old, new),
                    (None, None) if before.freeform.is_some() != after.freeform.is_some() => {
                        let words = |version, id: Option<TypeId>| {
                            id.map_or_else(|| "anything".to_owned(), |id| words(version, id))
                        };
                        let was = words(self.old, before.freeform);
                        let is = words(self.new, after.freeform);
                        self.find(What::TypeChanged { was, is }, Severity::PossiblyBreaking, Vec::new());
                    }
                    (None, None) => {}
                }
            }
            (false, false) => {}
        }
    }

    fn member(&mut self, was: Option<Member>, is: Member, before: &'a OptionTree) {
        let (old, new) = (self.old.interface, self.new.interface);
        match (was, is) {
            (Some(Member::Option(was)), Member::Option(is)) => {
                self.option(option(old, was), option(new, is), self.aliased.contains(&is));
            }
            (Some(Member::Group(was)), Member::Group(is)) => self.tree(was, is),
            (Some(Member::Group(was)), Member::Option(is)) => match ty(new, option(new, is).ty).kind {
                TypeKind::Submodule(is) => self.tree(was, is),
                _ => self.whole_member(Node::Tree(was), &option(new, is).declared),
            },
            (Some(Member::Option(was)), Member::Group(is)) => match ty(old, option(old, was).ty).kind {
                TypeKind::Submodule(was) => self.tree(was, is),
                _ => self.whole_member(Node::Type(option(old, was).ty), &[]),
            },
            (None, Member::Option(is)) => {
                self.added(option(new, is), before, self.aliased.contains(&is));
            }
            (None, Member::Group(group)) => {
                for (name, member) in &tree(new, group).members {
                    self.within(Step::Member(name.clone()), |walk| walk.member(None, *member, before));
                }
            }
        }
    }

    /// A group in place of an option, or the other way round.
    fn whole_member(&mut self, old: Node, new: &[Place]) {
        let values = match old {
            Node::Type(id) => samples(self.old.interface, id),
            Node::Tree(id) => vec![crate::samples::least(self.old.interface, id, None)],
        };
        let trials = values.into_iter().map(|it| trial(Some(it), Expect::Refused, false)).collect();
        let severity = if self.side == Side::Input { Severity::Breaking } else { Severity::PossiblyBreaking };
        let what = What::TypeChanged { was: "another shape".to_owned(), is: "this shape".to_owned() };
        self.find_at(what, severity, trials, &[], new);
    }

    fn added(&mut self, is: &'a OptionDecl, before: &'a OptionTree, aliased: bool) {
        if !self.shows(is) || is.alias_of().is_some() {
            return;
        }
        let required = is.required && !aliased;
        let breaks = self.side == Side::Input && required;
        let trials = if breaks { vec![trial(None, Expect::Refused, true)] } else { Vec::new() };
        let severity = match (breaks, before.takes_free_names()) {
            (true, _) => Severity::Breaking,
            // What was a free name has a type of its own now.
            (false, true) => Severity::PossiblyBreaking,
            (false, false) => Severity::Compatible,
        };
        self.find_at(What::OptionAdded { required }, severity, trials, &[], &is.declared);
    }

    fn gone(&mut self, was: Member, after: &'a OptionTree) {
        match was {
            Member::Group(group) => {
                for (name, member) in &tree(self.old.interface, group).members {
                    self.within(Step::Member(name.clone()), |walk| walk.gone(*member, after));
                }
            }
            Member::Option(was) => {
                let was = option(self.old.interface, was);
                if self.shows(was) {
                    self.removed(was, None, after.takes_free_names(), &[]);
                }
            }
        }
    }

    fn removed(&mut self, was: &'a OptionDecl, reason: Option<&str>, free: bool, new: &[Place]) {
        let what = What::OptionRemoved { reason: reason.map(str::to_owned), free };
        match self.side {
            Side::Input => {
                let values = said(was).chain(samples(self.old.interface, was.ty));
                let trials = values.map(|it| trial(Some(it), Expect::Refused, !free)).collect();
                self.find_at(what, Severity::Breaking, trials, &was.declared, new);
            }
            Side::Output => {
                let trials = vec![trial(None, Expect::Gone, false)];
                self.find_at(what, Severity::Breaking, trials, &was.declared, new);
            }
        }
    }

    /// An option that both versions declare.
    fn option(&mut self, was: &'a OptionDecl, is: &'a OptionDecl, aliased: bool) {
        match (self.shows(was), self.shows(is)) {
            (false, false) => return,
            (false, true) => {
                let severity = if is.required { Severity::Breaking } else { Severity::Compatible };
                self.around.push((was, is));
                self.find(What::BecameWritable, severity, Vec::new());
                self.around.pop();
                return;
            }
            (true, false) if is.removed.is_some() => {
                return self.removed(was, is.removed.as_deref(), false, &is.declared);
            }
            (true, false) if self.side == Side::Input => {
                let values = said(was).chain(samples(self.old.interface, was.ty));
                let trials = values.map(|it| trial(Some(it), Expect::Refused, true)).collect();
                self.around.push((was, is));
                self.find(What::BecameReadOnly, Severity::Breaking, trials);
                self.around.pop();
                return;
            }
            (true, false) => {
                if let (None, Some(to)) = (was.renamed_to(), is.renamed_to()) {
                    self.renamed(was, is, to);
                    return;
                }
                return self.removed(was, None, false, &is.declared);
            }
            (true, true) => {}
        }
        self.around.push((was, is));
        if let (None, Some(to), Side::Input) = (was.renamed_to(), is.renamed_to(), self.side) {
            self.find(What::OptionRenamed { to: to.to_owned() }, Severity::Compatible, Vec::new());
        } else if self.side == Side::Input {
            self.demanded(was, is, aliased);
            self.said(was, is);
        }
        self.around.pop();
        self.value(was, is);
    }

    /// A panel that reads the old name finds nothing there.
    fn renamed(&mut self, was: &'a OptionDecl, is: &'a OptionDecl, to: &str) {
        let trials = vec![trial(None, Expect::Gone, false)];
        let what = What::OptionRenamed { to: to.to_owned() };
        self.find_at(what, Severity::Breaking, trials, &was.declared, &is.declared);
    }

    /// Whether it must be set, and what it is where it is not.
    fn demanded(&mut self, was: &'a OptionDecl, is: &'a OptionDecl, aliased: bool) {
        let required = is.required && !aliased;
        match (was.required, required) {
            (false, true) => {
                let trials = vec![trial(None, Expect::Refused, true)];
                self.find(What::BecameRequired, Severity::Breaking, trials);
            }
            (true, false) => self.find(What::BecameOptional, Severity::Compatible, Vec::new()),
            (false, false) if was.default != is.default && is.alias_of().is_none() => {
                let text = |text: &Option<Text>| text.as_ref().map(default_text);
                let what = What::DefaultChanged { was: text(&was.default), is: text(&is.default) };
                self.find(what, Severity::Changed, Vec::new());
            }
            (true, true) | (false, false) => {}
        }
    }

    /// What is said of an option to people.
    fn said(&mut self, was: &'a OptionDecl, is: &'a OptionDecl) {
        let same = was.description == is.description
            && was.example == is.example
            && was.ui.title == is.ui.title
            && was.ui.help == is.ui.help;
        if !same && was.alias_of().is_none() {
            self.find(What::WordsChanged, Severity::Compatible, Vec::new());
        }
    }

    /// The values of an option.
    fn value(&mut self, was: &'a OptionDecl, is: &'a OptionDecl) {
        self.around.push((was, is));
        match (was.ui.secret, is.ui.secret, self.side) {
            (false, true, Side::Output) => self.find(What::BecameSecret, Severity::Breaking, Vec::new()),
            (true, false, Side::Output) => self.find(What::BecameVisible, Severity::Changed, Vec::new()),
            _ => {}
        }
        let unknown = was.applied || is.applied;
        match self.side {
            Side::Output if was.ui.secret || is.ui.secret => {}
            // What a function makes of a value is not known.
            Side::Output if unknown && was.alias_of().is_none() => {
                if was.applied != is.applied || !self.same_code(&was.code, &is.code) {
                    let what = What::CodeChanged { of: "what is made of the value".to_owned() };
                    self.find(what, Severity::PossiblyBreaking, Vec::new());
                }
            }
            Side::Input | Side::Output => self.ty(was.ty, is.ty),
        }
        self.around.pop();
    }

    /// What functions of the model's own decide: types that are the same in all that is known
    /// of them may still take other values.
    fn code(&mut self, old: TypeId, new: TypeId) {
        let (one, other) = (ty(self.old.interface, old), ty(self.new.interface, new));
        let decided = |kind: &TypeKind| matches!(kind, TypeKind::Opaque | TypeKind::CoercedTo { .. });
        let by_code = one.checked && other.checked
            || decided(&one.kind) && decided(&other.kind) && one.name == other.name;
        let of = match other.kind {
            TypeKind::CoercedTo { .. } => "what is made of it",
            _ => "a check of the model's own",
        };
        let (was, is) = self
            .around
            .last()
            .map_or((&[][..], &[][..]), |(was, is)| (was.code.as_slice(), is.code.as_slice()));
        let same = if one.checked { self.same_code(&one.code, &other.code) } else { self.same_code(was, is) };
        if self.side == Side::Output {
            // What is read may be what a check kept out before. The final type of a coercion has been
            // looked at.
            let is_coerced = matches!(other.kind, TypeKind::CoercedTo { .. });
            let what = What::CodeChanged { of: of.to_owned() };
            if (by_code && !same && !is_coerced) || (one.checked && !other.checked) {
                self.find(what, Severity::PossiblyBreaking, Vec::new());
            } else if other.checked && !one.checked {
                self.find(what, Severity::Compatible, Vec::new());
            }
            return;
        }
        if (by_code && !same) || (other.checked && !one.checked) {
            let values = samples(self.old.interface, old);
            let trials = values.into_iter().map(|it| trial(Some(it), Expect::Refused, false)).collect();
            self.find(What::CodeChanged { of: of.to_owned() }, Severity::Breaking, trials);
        } else if one.checked && !other.checked {
            self.find(What::CodeChanged { of: of.to_owned() }, Severity::Compatible, Vec::new());
        }
    }

    /// Whether expressions read the same in both versions.
    fn same_code(&self, old: &[Place], new: &[Place]) -> bool {
        let texts = |version: &Version<'_>, places: &[Place]| {
            let texts: Vec<Option<String>> = places.iter().map(|at| (version.code)(*at)).collect();
            texts.into_iter().collect::<Option<Vec<String>>>()
        };
        match (texts(&self.old, old), texts(&self.new, new)) {
            (Some(old), Some(new)) => !old.is_empty() && old == new,
            _ => false,
        }
    }

    /// Whether an option is there for who writes, or reads.
    fn shows(&self, option: &OptionDecl) -> bool {
        option.removed.is_none()
            && match self.side {
                Side::Input => option.is_input(),
                Side::Output => option.renamed_to().is_none(),
            }
    }
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

/// A default for people.
fn default_text(text: &Text) -> String {
    match text {
        Text::Value(value) => match value {
            Value::Null => "null".to_owned(),
            other => other.data().map_or_else(|| "code".to_owned(), |it| it.to_string()),
        },
        Text::Source(text) | Text::Markdown(text) => text.clone(),
    }
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
            TypeKind::Either(one, other) | TypeKind::CoercedTo { from: other, to: one } => {
                if seen.insert(id) {
                    rest.extend([other, one]);
                }
            }
            _ => all.push(id),
        }
    }
    all
}
