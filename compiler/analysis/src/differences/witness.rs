//! Witnesses: values that one version takes and the other refuses. Each trial is made into a
//! whole value, in the project's own configurations first, and given to both versions.

use super::taker::{Outcome, Takers};
use fedic_diagnostics::Place;
use fedic_diff::{
    Compared, Comparison, Expect, Finding, Node, Step, Trial, found_at, least_whole, named, neighbours,
    switched_on, whole,
};
use fedic_model::{
    Audience, Change, Interface, Judge, Severity, Topic, Value as Data, Verdict, What, Witness,
};
use serde_json::Value as Json;
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

/// So many values are tried for a change, so many more where code is compared, and so many for all
/// changes.
const FOR_ONE: usize = 12;
const FOR_CODE: usize = 40;
const FOR_ALL: usize = 2_000;

/// Two versions that are held against each other.
#[derive(Clone, Copy)]
pub(super) struct Versions<'v> {
    pub(super) interfaces: (&'v Interface, &'v Interface),
    pub(super) takers: Takers<'v>,
    /// What the code at some places of the old version and of the new one compares otherwise.
    pub(super) comparisons: Comparisons<'v>,
}

type Comparisons<'v> = &'v dyn Fn(&[Place], &[Place]) -> Vec<Comparison>;

/// Decides every claim of a break: it has a witness, or is only possible. Gives the changes that
/// are known by the configurations of the old version alone.
pub(super) fn find(
    parts: &mut [Compared],
    versions: Versions<'_>,
    configurations: &[(String, Json)],
) -> Vec<Change> {
    let Versions { interfaces, takers, comparisons } = versions;
    let left = Cell::new(usize::MAX);
    let tried = Tried { takers, known: RefCell::default(), ahead: RefCell::default(), left };
    // Each of these is tried, however many there are.
    let refused = refused(configurations, interfaces, &tried);
    tried.left.set(FOR_ALL);
    let is_code = |part: &&Compared| part.tops.is_none() && part.findings.iter().any(is_code_changed);
    // Of several changes of code none is blamed for what a refused configuration shows already.
    let is_only = parts.iter().filter(is_code).count() == 1;
    let blames = refused.is_empty() || is_only;
    let plans = Plans {
        interfaces,
        tried: &tried,
        known: configurations,
        made: OnceCell::new(),
        blames,
        is_only,
        comparisons,
    };
    for part in parts {
        let enabled;
        let mut bases: Vec<Option<&Json>> = vec![None];
        if let (Topic::Configuration, Some(tops)) = (&part.of, part.tops) {
            enabled = self::enabled((interfaces.0, tops.0), (interfaces.1, tops.1));
            let known = configurations.iter().map(|it| &it.1).chain(&enabled);
            bases = known.map(Some).chain(bases).collect();
        }
        let search =
            part.tops.map(|tops| Search { interfaces, tops, of: &part.of, bases: &bases, tried: &tried });
        for finding in &mut part.findings {
            if finding.change.severity == Severity::Breaking {
                finding.change.witness = match &search {
                    Some(search) => search.witness(finding).or_else(|| search.beside(finding, comparisons)),
                    None => plans.witness(&finding.change).or_else(|| plans.beside(finding)),
                };
                if finding.change.witness.is_none() {
                    finding.change.severity = Severity::PossiblyBreaking;
                }
            }
        }
    }
    refused
}

fn is_code_changed(finding: &Finding) -> bool {
    matches!(finding.change.what, What::CodeChanged { .. })
}

/// The least configuration that is not switched off as a whole, where one can be.
fn enabled(old: (&Interface, Node), new: (&Interface, Node)) -> Option<Json> {
    let Node::Type(ty) = old.1 else { return None };
    let mut least = least_whole(old, new)?;
    least.as_object_mut()?.insert("enable".to_owned(), Json::Bool(true));
    (old.0.judge(ty, &least) != Verdict::Refuses).then_some(least)
}

/// The configurations of the old version that the new one refuses: at once, or when it plans them.
fn refused(
    configurations: &[(String, Json)],
    (old, new): (&Interface, &Interface),
    tried: &Tried<'_>,
) -> Vec<Change> {
    if tried.takers.new.is_none() {
        return Vec::new();
    }
    // One that is gone is told by itself.
    let stays = |name: &str| new.environments.iter().any(|it| it.name == name);
    let environments = old.environments.iter().filter(|it| stays(&it.name));
    let environments = environments.map(|it| Topic::Environment(it.name.clone()));
    let topics: Vec<Topic> = std::iter::once(Topic::Configuration).chain(environments).collect();
    let mut changes = Vec::new();
    for (file, value) in configurations {
        for topic in &topics {
            let Some(witness) = tried.refused(topic, value) else { continue };
            changes.push(Change {
                concerns: Audience::Operator,
                severity: Severity::Breaking,
                of: topic.clone(),
                path: String::new(),
                what: What::ConfigurationRefused { file: file.clone() },
                old: vec![file.clone()],
                new: Vec::new(),
                witness: Some(witness),
            });
            // It is refused in each environment for the same reason.
            if *topic == Topic::Configuration {
                break;
            }
        }
    }
    changes
}

/// What is tried for changes of a part as a whole, most of which only plans show.
struct Plans<'p> {
    interfaces: (&'p Interface, &'p Interface),
    tried: &'p Tried<'p>,
    /// The configurations of the old version.
    known: &'p [(String, Json)],
    /// More of them, which are made: the least one, and one in which all is switched on.
    made: OnceCell<Vec<Json>>,
    /// Whether what is refused is the fault of the one change of code that there is.
    blames: bool,
    /// Whether there is one change of code alone.
    is_only: bool,
    comparisons: Comparisons<'p>,
}

impl Plans<'_> {
    fn witness(&self, change: &Change) -> Option<Witness> {
        match (&change.of, &change.what) {
            (Topic::Application(_) | Topic::Request(_) | Topic::Policy(_), What::PartRemoved) => {
                self.gone(&change.of)
            }
            (_, What::CodeChanged { .. }) if !self.blames => None,
            (Topic::Environment(_), What::OfferRemoved { resource }) => {
                let resource = format!("`{resource}`");
                self.planned(&change.of).filter(|it| it.refusal.iter().any(|words| words.contains(&resource)))
            }
            (Topic::Environment(_), _) => self.planned(&change.of),
            (_, _) => {
                let environments = self.interfaces.0.environments.iter();
                environments.map(|it| Topic::Environment(it.name.clone())).find_map(|it| self.planned(&it))
            }
        }
    }

    /// A configuration that an environment of the old version planned, and the new one refuses.
    fn planned(&self, environment: &Topic) -> Option<Witness> {
        let known = self.known.iter().map(|it| &it.1);
        let made = self.made.get_or_init(|| self.made()).iter();
        known.chain(made).take(FOR_ONE).find_map(|value| self.tried.refused(environment, value))
    }

    /// What operators write, in the old version and in the new one.
    fn tops(&self) -> Option<[(&Interface, Node); 2]> {
        let (old, new) = self.interfaces;
        Some([(old, Node::Type(old.written()?)), (new, Node::Type(new.written()?))])
    }

    fn made(&self) -> Vec<Json> {
        let Some([old, new]) = self.tops() else { return Vec::new() };
        switched_on(old, new).into_iter().chain(enabled(old, new)).collect()
    }

    /// A configuration with a value beside one that changed code compares with: what is refused then,
    /// and was not refused without it, is refused for that.
    fn beside(&self, finding: &Finding) -> Option<Witness> {
        let What::CodeChanged { .. } = finding.change.what else { return None };
        let [old, new] = self.tops()?;
        let compared = (self.comparisons)(&finding.code.0, &finding.code.1);
        let found = named(old.0, old.1, &compared.iter().flat_map(|it| it.names.iter().cloned()).collect());
        let mut places = Vec::new();
        for it in &compared {
            let is_named = |steps: &&Vec<Step>| matches!(steps.last(), Some(Step::Member(name)) if it.names.contains(name));
            for steps in found.iter().filter(is_named) {
                places.extend(it.with.iter().map(|with| (steps.clone(), with.clone())));
            }
        }
        // An application's own settings first; beside another change of code they alone, as that may be
        // what refuses the others.
        if let Topic::Application(name) = &finding.change.of {
            let is_own = |steps: &[Step]| steps.contains(&Step::Member(name.clone()));
            places.sort_by_key(|(steps, _)| !is_own(steps));
            places.retain(|(steps, _)| self.is_only || is_own(steps));
        }
        let environments =
            self.interfaces.0.environments.iter().map(|it| Topic::Environment(it.name.clone()));
        let topics: Vec<Topic> = match &finding.change.of {
            topic @ Topic::Environment(_) => vec![topic.clone()],
            _ => environments.collect(),
        };
        let made = self.made.get_or_init(|| self.made());
        let bases: Vec<&Json> = self.known.iter().map(|it| &it.1).chain(made).collect();
        let near = places.iter().flat_map(|(steps, with)| {
            neighbours(old.0, old.1, steps, with).into_iter().map(move |value| (steps, value))
        });
        let in_bases = near.flat_map(|(steps, value)| {
            let whole = move |base: &&Json| whole(old, new, Some(base), steps, Some(&value));
            bases.iter().filter_map(move |base| Some((*base, whole(base)?)))
        });
        let tries =
            in_bases.flat_map(|(base, value)| topics.iter().map(move |topic| (topic, base, value.clone())));
        tries.take(FOR_CODE).find_map(|(topic, base, value)| {
            let mut witness = self.tried.refused(topic, &value)?;
            if let Err(known) = self.tried.take(true, topic, base)? {
                witness.refusal.retain(|words| !known.contains(words));
            }
            (!witness.refusal.is_empty()).then_some(witness)
        })
    }

    /// What was written for a part that is no more.
    fn gone(&self, topic: &Topic) -> Option<Witness> {
        let old = self.interfaces.0;
        let resource = |kind: &str| old.resources.iter().find(|it| it.kind == kind);
        let tree = match topic {
            Topic::Application(name) => old.applications.iter().find(|it| it.name == *name)?.settings,
            Topic::Request(kind) => resource(kind)?.request,
            Topic::Policy(kind) => resource(kind)?.policy,
            Topic::Model | Topic::Configuration | Topic::Environment(_) => None,
        };
        let top = (old, Node::Tree(tree?));
        let value = least_whole(top, top)?;
        match (self.tried.takers.old, self.tried.takers.new) {
            (Some(_), Some(_)) => self.tried.refused(topic, &value),
            // That nobody takes it any more, types alone say.
            (_, _) => Some(Witness { value, by: Judge::Types, refusal: Vec::new() }),
        }
    }
}

/// A version, the new one or the old one, and what it is asked.
type Question = (bool, String);

/// What is kept of an outcome: the value as evaluated, all of a model's options, only where somebody
/// looks at it.
type Known = Option<Result<Option<Rc<Data>>, Vec<String>>>;

/// What both versions make of values, each asked once, and once more where the value itself is wanted.
struct Tried<'t> {
    takers: Takers<'t>,
    known: RefCell<HashMap<Question, Known>>,
    /// What came of the last value that both were asked for, which nobody may come to ask.
    ahead: RefCell<HashMap<Question, Outcome>>,
    left: Cell<usize>,
}

impl Tried<'_> {
    /// The witness that a value is, if the old version takes it and the new one does not.
    fn refused(&self, topic: &Topic, value: &Json) -> Option<Witness> {
        self.ask_both(topic, value);
        self.take(false, topic, value)?.ok()?;
        let refusal = self.take(true, topic, value)?.err()?;
        Some(Witness { value: value.clone(), by: Judge::Evaluation, refusal })
    }

    /// Asks both versions at once what each will be asked, if they have threads of their own. What the
    /// old one refuses the new one is asked for nothing.
    fn ask_both(&self, topic: &Topic, value: &Json) {
        let Some(both) = self.takers.both.filter(|_| self.left.get() > 1) else { return };
        let keys = [false, true].map(|in_new| (in_new, key(topic, value)));
        if keys.iter().any(|key| self.known.borrow().contains_key(key)) {
            return;
        }
        let (old, new) = both(topic, value);
        *self.ahead.borrow_mut() = keys.into_iter().zip([old, new]).collect();
    }

    /// Whether a version takes a value, or why it does not; nothing, if that could not be tried.
    fn take(&self, in_new: bool, topic: &Topic, value: &Json) -> Option<Result<(), Vec<String>>> {
        self.asked(in_new, topic, value, false).map(|known| known.map(drop))
    }

    /// A value as a version evaluates it, if it takes it.
    fn evaluated(&self, in_new: bool, topic: &Topic, value: &Json) -> Option<Rc<Data>> {
        self.asked(in_new, topic, value, true)?.ok()?
    }

    fn asked(&self, in_new: bool, topic: &Topic, value: &Json, keeps: bool) -> Known {
        let key = (in_new, key(topic, value));
        if let Some(known) = self.known.borrow().get(&key)
            && !(keeps && matches!(known, Some(Ok(None))))
        {
            return known.clone();
        }
        let taker = if in_new { self.takers.new } else { self.takers.old }?;
        self.left.set(self.left.get().checked_sub(1)?);
        let ahead = self.ahead.borrow_mut().remove(&key);
        let outcome = ahead.unwrap_or_else(|| taker(topic, value));
        let known = outcome.map(|outcome| outcome.map(|data| keeps.then(|| Rc::new(data))));
        self.known.borrow_mut().insert(key, known.clone());
        known
    }
}

fn key(topic: &Topic, value: &Json) -> String {
    format!("{topic:?} {value}")
}

/// The search for the witness of one change.
struct Search<'s> {
    interfaces: (&'s Interface, &'s Interface),
    tops: (Node, Node),
    of: &'s Topic,
    bases: &'s [Option<&'s Json>],
    tried: &'s Tried<'s>,
}

impl Search<'_> {
    fn witness(&self, finding: &Finding) -> Option<Witness> {
        let evaluates = self.tried.takers.old.is_some() && self.tried.takers.new.is_some();
        let mut trials = finding.trials.iter();
        if !evaluates {
            let trial = trials.find(|it| it.certain && matches!(it.expect, Expect::Refused))?;
            let value = self.value(&finding.steps, trial, None)?;
            return Some(Witness { value, by: Judge::Types, refusal: Vec::new() });
        }
        let pairs = trials.flat_map(|trial| self.bases.iter().map(move |base| (trial, *base)));
        pairs.take(FOR_ONE).find_map(|(trial, base)| self.shown(&finding.steps, trial, base))
    }

    /// A witness beside a value that changed code compares with.
    fn beside(&self, finding: &Finding, comparisons: Comparisons<'_>) -> Option<Witness> {
        let (What::CodeChanged { .. }, Some(_), Some(_)) =
            (&finding.change.what, self.tried.takers.old, self.tried.takers.new)
        else {
            return None;
        };
        let top = (self.interfaces.0, self.tops.0);
        let values = comparisons(&finding.code.0, &finding.code.1).into_iter().flat_map(|it| it.with);
        let near = values.flat_map(|with| neighbours(top.0, top.1, &finding.steps, &with));
        let trials = near.map(|it| Trial { value: Some(it), expect: Expect::Refused, certain: false });
        let pairs = trials.flat_map(|trial| self.bases.iter().map(move |base| (trial.clone(), *base)));
        pairs.take(FOR_CODE).find_map(|(trial, base)| self.shown(&finding.steps, &trial, base))
    }

    /// The whole value of a trial: what the version has to take that the trial begins with.
    fn value(&self, steps: &[Step], trial: &Trial, base: Option<&Json>) -> Option<Json> {
        let old = (self.interfaces.0, self.tops.0);
        let new = (self.interfaces.1, self.tops.1);
        if trial.expect == Expect::Gone {
            return base.cloned().or_else(|| least_whole(old, new));
        }
        let (one, other) = match trial.expect {
            Expect::Refused | Expect::Gone => (old, new),
            Expect::Strange(_) => (new, old),
        };
        whole(one, other, base, steps, trial.value.as_ref())
    }

    fn shown(&self, steps: &[Step], trial: &Trial, base: Option<&Json>) -> Option<Witness> {
        let value = self.value(steps, trial, base)?;
        let witness = |refusal| Some(Witness { value: value.clone(), by: Judge::Evaluation, refusal });
        match trial.expect {
            Expect::Refused => {
                self.tried.ask_both(self.of, &value);
                self.take(false, &value)?.ok()?;
                let refusal = self.take(true, &value)?.err()?;
                let own = self.own(steps, trial, refusal, base);
                if own.is_empty() { None } else { witness(own) }
            }
            Expect::Strange(ty) => {
                let given = self.evaluated(true, &value)?.data()?;
                let there = found_at((self.interfaces.1, self.tops.1), &given, steps)?;
                let strange = self.interfaces.0.judge(ty, there) == Verdict::Refuses;
                if strange { witness(Vec::new()) } else { None }
            }
            Expect::Gone => {
                self.tried.ask_both(self.of, &value);
                let (before, after) = ((self.interfaces.0, self.tops.0), (self.interfaces.1, self.tops.1));
                let old = self.evaluated(false, &value)?.data()?;
                // What had to be set may be what is gone: then the new version says it without.
                let new = match self.evaluated(true, &value) {
                    Some(new) => new,
                    None => {
                        self.take(true, &value)?.err()?;
                        self.evaluated(true, &least_whole(after, after)?)?
                    }
                };
                let new = new.data()?;
                let gone = found_at(before, &old, steps).is_some() && found_at(after, &new, steps).is_none();
                if gone { witness(Vec::new()) } else { None }
            }
        }
    }

    /// What of a refusal is for this change: the same value without it is refused in other words, if
    /// at all. What is missing is named.
    fn own(
        &self,
        steps: &[Step],
        trial: &Trial,
        mut refusal: Vec<String>,
        base: Option<&Json>,
    ) -> Vec<String> {
        if trial.value.is_none() {
            let name = steps.iter().rev().find_map(|step| match step {
                Step::Member(name) | Step::Tag(name) => Some(name.as_str()),
                Step::Item | Step::Key(_) => None,
            });
            refusal.retain(|message| name.is_some_and(|name| message.contains(name)));
            return refusal;
        }
        let nothing = Trial { value: None, ..trial.clone() };
        let without = match base {
            Some(base) => Some(base.clone()),
            None => self.value(steps, &nothing, None),
        };
        if let Some(Some(Err(known))) = without.map(|value| self.take(true, &value)) {
            refusal.retain(|message| !known.contains(message));
        }
        refusal
    }

    fn take(&self, in_new: bool, value: &Json) -> Option<Result<(), Vec<String>>> {
        self.tried.take(in_new, self.of, value)
    }

    fn evaluated(&self, in_new: bool, value: &Json) -> Option<Rc<Data>> {
        self.tried.evaluated(in_new, self.of, value)
    }
}
