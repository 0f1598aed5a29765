//! Options side by side: which came, went or have a new name, what must be set, and what is said.

use super::{Side, Walk, is_applied, trial, words};
use crate::place::{Expect, Node, Step, Trial, element};
use crate::samples::{least, said, samples};
use crate::{option, tree, ty};
use fedic_diagnostics::Place;
use fedic_model::{
    Beside, Interface, Member, OptionDecl, OptionTree, Severity, Text, TreeId, TypeId, TypeKind, Verdict,
    What,
};
use serde_json::{Value as Json, json};

/// What stands between two values of a type where both are taken, one behind the other: nothing in
/// lists. Values of other types may conflict.
fn joined(interface: &Interface, id: TypeId) -> Option<&str> {
    let ty = ty(interface, id);
    match &ty.kind {
        _ if ty.name == "unique" => None,
        TypeKind::List { .. } => Some(""),
        TypeKind::String { separator } => separator.as_deref(),
        _ => None,
    }
}

impl<'a> Walk<'a> {
    pub(super) fn tree(&mut self, old: TreeId, new: TreeId) {
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
            Node::Tree(id) => vec![least(self.old.interface, id, None)],
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
            // What was shown and is not has a new name.
            (true, false) => {
                if let Some(to) = is.renamed_to() {
                    self.renamed(was, is, to);
                }
                return;
            }
            (true, true) => {}
        }
        self.around.push((was, is));
        if let (None, Some(to), Side::Input) = (was.renamed_to(), is.renamed_to(), self.side) {
            self.find(What::OptionRenamed { to: to.to_owned() }, Severity::Compatible, Vec::new());
        } else if self.side == Side::Input {
            self.demanded(was, is, aliased);
            self.beside(was, is);
            self.said(was, is);
        }
        self.around.pop();
        self.value(was, is);
    }

    /// What becomes of an operator's value beside what the model says itself.
    fn beside(&mut self, was: &'a OptionDecl, is: &'a OptionDecl) {
        let taken = || said(was).chain(samples(self.old.interface, was.ty));
        let refused = |values: Vec<Json>| -> Vec<Trial> {
            values.into_iter().map(|it| trial(Some(it), Expect::Refused, false)).collect()
        };
        let joined = (joined(self.old.interface, was.ty), joined(self.new.interface, is.ty));
        let beside_another = if joined.1.is_some() { Severity::Changed } else { Severity::Breaking };
        match (was.beside, is.beside) {
            (Beside::Alone | Beside::Merged, Beside::Dropped) => {
                self.find(What::BecameFixed, Severity::Changed, Vec::new());
            }
            // Anything was taken, since nobody looked at it.
            (Beside::Dropped, Beside::Alone | Beside::Merged) => {
                let strange = [json!(null), json!(true), json!(""), json!([]), json!({})];
                let is_strange = |it: &Json| self.new.interface.judge(is.ty, it) != Verdict::Takes;
                let trials = refused(strange.into_iter().filter(is_strange).collect());
                self.find(What::BecameFree, Severity::Breaking, trials);
            }
            (Beside::Merged, Beside::Merged) if joined.0.is_some() && joined.0 != joined.1 => {
                let trials = refused(taken().collect());
                self.find(What::BecameShared, beside_another, trials);
            }
            (Beside::Alone, Beside::Merged) => {
                let trials = refused(taken().collect());
                self.find(What::BecameShared, beside_another, trials);
            }
            (Beside::Merged, Beside::Merged) if self.is_defined_otherwise(was, is) => {
                let trials = refused(taken().collect());
                self.find_defined(was, is, beside_another, trials);
            }
            // That is told already.
            (Beside::Alone, Beside::Alone)
                if was.required || is.required || was.default != is.default || is.removed.is_some() => {}
            (Beside::Alone, Beside::Alone) | (Beside::Dropped, Beside::Dropped)
                if self.is_defined_otherwise(was, is) =>
            {
                self.find_defined(was, is, Severity::Changed, Vec::new());
            }
            (Beside::Merged, Beside::Alone) => self.find(What::BecameUnshared, Severity::Changed, Vec::new()),
            (Beside::Alone, Beside::Alone)
            | (Beside::Merged, Beside::Merged)
            | (Beside::Dropped, Beside::Dropped) => {}
        }
    }

    /// Says that the model sets an option to something else: where it does, as far as that is known.
    fn find_defined(&mut self, was: &OptionDecl, is: &OptionDecl, severity: Severity, trials: Vec<Trial>) {
        let places = |option: &'_ OptionDecl| {
            let known = if option.defined.is_empty() { &option.declared } else { &option.defined };
            known.clone()
        };
        self.find_at(What::DefinitionChanged, severity, trials, &places(was), &places(is));
    }

    /// Whether the model sets an option to something else, as far as its code tells.
    fn is_defined_otherwise(&self, was: &OptionDecl, is: &OptionDecl) -> bool {
        let is_defined = !was.defined.is_empty() || !is.defined.is_empty();
        is_defined && !self.same_code(&was.defined, &is.defined)
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
    pub(super) fn value(&mut self, was: &'a OptionDecl, is: &'a OptionDecl) {
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
                    let what = What::CodeChanged { code: "what is made of the value".to_owned() };
                    self.find(what, Severity::PossiblyBreaking, Vec::new());
                }
            }
            // Nobody looks at what is written there.
            Side::Input if (was.beside, is.beside) == (Beside::Dropped, Beside::Dropped) => {}
            // A function may refuse a value, too.
            Side::Input if is_applied(is) && !self.same_code(&was.code, &is.code) => {
                let values = said(was).chain(samples(self.old.interface, was.ty)).collect();
                self.recoded("what is made of the value", values, (&was.code, &is.code));
                self.ty(was.ty, is.ty);
            }
            Side::Input | Side::Output => self.ty(was.ty, is.ty),
        }
        self.around.pop();
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

/// A default for people.
fn default_text(text: &Text) -> String {
    match text {
        Text::Value(value) => value.data().map_or_else(|| "code".to_owned(), |it| it.to_string()),
        Text::Source(text) | Text::Markdown(text) => text.clone(),
    }
}
