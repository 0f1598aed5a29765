//! A model and a configuration to a plan, in one evaluation.
//!
//! The work of the domain is done in Nix, by the model itself; this asks it the questions in
//! order, watches which policies are called meanwhile, and copies the answers out. Nothing is
//! planned for a configuration that is wrong: what is wrong is told, all of it.

use crate::data::{Copier, Missing};
use crate::machines::{self, Machines};
use crate::requests::Requests;
use crate::secrets::Secrets;
use fedic_diagnostics::{Place, Problem, Severity, problem::plan::PlanProblem};
use fedic_eval::{Attrs, Evaluator, Failure, Position, Res, Slot, State, Value as Evaluated};
use fedic_model::{ApplicationPlan, At, FORMAT_VERSION, GrantPlan, OfferPlan, Plan, RequestPlan, Value};
use fedic_modules::{Grant, Session};
use std::collections::BTreeMap;

/// What a plan is made of.
pub struct Input<'i, 'a> {
    /// The evaluated model: the result of `lib.evalModules`.
    pub model: Evaluated<'a>,
    pub environment: &'i str,
    /// The contents of the configuration file.
    pub configuration: Evaluated<'a>,
    /// The whole of it, for what is missing at its top.
    pub root: Option<Place>,
    /// The options of the project's NixOS as `declared.nix` of the model takes them, or null.
    pub listed: Evaluated<'a>,
    /// What the configuration file is called in messages.
    pub file: &'i str,
    /// The hash over all that was read, as `digest` makes it.
    pub digest: String,
    /// The version of fedic.
    pub version: &'i str,
    /// The text of a place.
    pub sources: &'i dyn Fn(Place) -> Option<String>,
    pub purpose: Purpose,
}

/// What it is planned for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Somebody reads the plan.
    Plan,
    /// To know whether anything is wrong. What only readers need, masks and places, is not asked
    /// for, and there is no plan.
    Faults,
}

/// What came of planning.
#[derive(Debug, Default)]
pub struct Planned {
    /// None if something failed, or if nobody reads it.
    pub plan: Option<Plan>,
    /// What is wrong between requests and offers.
    pub problems: Vec<Problem>,
    /// What failed in evaluation.
    pub failures: Vec<Failure>,
}

/// Plans.
pub fn plan<'a>(session: &'a Session<'a>, input: &Input<'_, 'a>) -> Planned {
    let ev = session.evaluator();
    let mut copier = Copier::new(session, input.sources);
    copier.purpose = input.purpose;
    let mut problems = Vec::new();
    let plan = copier
        .catch(|| Planner::new(session, input, &copier))
        .and_then(|planner| planner.plan(&mut problems))
        .filter(|_| !copier.has_failed());
    let wrong = problems.iter().any(|problem| problem.diagnostic().severity == Severity::Error);
    let mut failures = copier.failures.into_inner();
    failures.extend(ev.take_aside());
    Planned { plan: plan.filter(|_| !wrong && failures.is_empty()), problems, failures }
}

pub(crate) struct Planner<'p, 'a> {
    pub(crate) session: &'a Session<'a>,
    pub(crate) ev: &'a Evaluator<'a>,
    pub(crate) copier: &'p Copier<'p, 'a>,
    input: &'p Input<'p, 'a>,
    /// What the model's own part says, by name.
    answers: &'a Attrs<'a>,
}

impl<'p, 'a> Planner<'p, 'a> {
    pub(crate) fn new(
        session: &'a Session<'a>,
        input: &'p Input<'p, 'a>,
        copier: &'p Copier<'p, 'a>,
    ) -> Result<Planner<'p, 'a>, Failure> {
        let ev = session.evaluator();
        let argument = |name: &str, value| (ev.sym(name), State::Ready(value), Position::NONE);
        let root = input.root.map_or(Position::NONE, Position::at);
        let contents = (ev.sym("configuration"), State::Ready(input.configuration), root);
        let arguments = ev.attrs(&mut [
            argument("model", input.model),
            argument("environment", ev.string(input.environment)),
            argument("definitions", Evaluated::Attrs(ev.attrs(&mut [contents]))),
            argument("file", ev.string(input.file)),
            argument("listed", input.listed),
        ]);
        let questions = ev.import("/fedic/model/plan.nix")?;
        let answers = ev.as_attrs(ev.call(questions, &[State::Ready(Evaluated::Attrs(arguments))])?)?;
        Ok(Planner { session, ev, copier, input, answers })
    }

    fn plan(&self, problems: &mut Vec<Problem>) -> Option<Plan> {
        let mut secrets = Secrets::default();
        let applications = self.applications(&mut secrets).unwrap_or_default();
        let configuration = self.configuration(&applications, &mut secrets);
        if self.copier.has_failed() {
            return None;
        }
        let configuration = configuration?;
        let required = self.set("required")?;
        let requests = Requests::read(self.ev, required, |failure| self.copier.fail(failure));
        let mut plans = self.requests(&requests, &mut secrets)?;
        self.offers(&mut plans, problems)?;
        // A deployment without what it needs fails for that.
        let unoffered =
            problems.iter().any(|it| matches!(it, Problem::Plan(PlanProblem::UnofferedKind { .. })));
        if unoffered || self.copier.has_failed() {
            return None;
        }
        let since = self.session.grants();
        let Machines { machines, deployment } = machines::read(self, &requests, problems)?;
        self.grants(since, &requests, &mut plans);
        // What failed may have been about to ask for what nobody serves.
        if self.truth("is-watched")? && !self.copier.has_failed() {
            unserved(&plans, self.input.environment, problems);
        }
        if self.input.purpose == Purpose::Faults {
            return None;
        }
        let mut plan = Plan {
            format_version: FORMAT_VERSION,
            fedic: self.input.version.to_owned(),
            digest: self.input.digest.clone(),
            environment: Some(self.input.environment.to_owned()),
            configuration,
            applications: with_requests(applications, &plans),
            requests: plans,
            machines,
            deployment,
            actions: None,
            warnings: problems.iter().map(|problem| problem.diagnostic().message).collect(),
        };
        secrets.mask_plan(&mut plan);
        Some(plan)
    }

    pub(crate) fn applications(&self, secrets: &mut Secrets) -> Option<BTreeMap<String, ApplicationPlan>> {
        let mut plans = BTreeMap::new();
        for (name, slot) in self.ev.sorted(self.set("applications")?) {
            let Some(application) = self.copier.catch(|| self.ev.attrs_of(slot)) else { continue };
            let member = |name: &str| self.ev.member(application, self.ev.sym(name));
            let enabled = self.copier.catch(|| self.ev.bool_of(member("enabled")?));
            // What is switched off may be incomplete.
            let missing = if enabled == Some(false) { Missing::Absent } else { Missing::Fault };
            let enabled = enabled.unwrap_or(false);
            let part = |name| self.copier.catch(|| member(name)).map(|slot| self.copier.copy(slot, missing));
            let Some(settings) = part("settings") else { continue };
            let Some(masked) = self.masked(settings, secrets, |_| part("masked")) else { continue };
            let description = match part("description") {
                Some(Value::String(description)) => description,
                _ => String::new(),
            };
            let plan = ApplicationPlan { description, enabled, settings: masked, requests: Vec::new() };
            plans.insert(self.ev.name(name).to_owned(), plan);
        }
        Some(plans)
    }

    /// What the operator wrote, evaluated.
    pub(crate) fn configuration(
        &self,
        applications: &BTreeMap<String, ApplicationPlan>,
        secrets: &mut Secrets,
    ) -> Option<Value> {
        if self.truth("has-front")? {
            let part =
                |name| Some(self.copier.copy(self.copier.catch(|| self.answer(name))?, Missing::Fault));
            return self.masked(part("written")?, secrets, |_| part("masked"));
        }
        // Else it is what the applications were told, which has been copied.
        let written = self.copier.catch(|| self.ev.attrs_of(self.answer("written")?))?;
        let enable = self.copier.catch(|| self.ev.member(written, self.ev.sym("enable")))?;
        let settings = |(name, plan): (&String, &ApplicationPlan)| (name.clone(), plan.settings.clone());
        let settings = Value::Set(applications.iter().map(settings).collect());
        let enable = self.copier.copy(enable, Missing::Fault);
        Some(Value::Set([("enable".to_owned(), enable), ("applications".to_owned(), settings)].into()))
    }

    fn requests(
        &self,
        requests: &Requests<'a>,
        secrets: &mut Secrets,
    ) -> Option<BTreeMap<String, RequestPlan>> {
        let masked = || self.copier.catch(|| self.answer("masked-requests"));
        let all = match self.input.purpose {
            Purpose::Plan => self.copier.copy(masked()?, Missing::Fault),
            Purpose::Faults => Value::Null,
        };
        let mut plans = BTreeMap::new();
        for (name, request) in &requests.all {
            let path = [&request.application, "resources", &request.id, &request.kind];
            let values = self.copier.copy(request.values, Missing::Fault);
            let masked = path.iter().try_fold(&all, |value, part| value.get(part)).cloned();
            let values =
                self.masked(values, secrets, |values| Some(masked.unwrap_or_else(|| values.clone())))?;
            let plan = RequestPlan {
                application: request.application.clone(),
                id: request.id.clone(),
                kind: request.kind.clone(),
                values,
                at: None,
                candidates: BTreeMap::new(),
                granted: BTreeMap::new(),
            };
            plans.insert(name.clone(), plan);
        }
        let path = |plan: &RequestPlan| {
            let body = ["implementation", "<function body>", "output", "resources"];
            let path = ["applications", &plan.application].into_iter().chain(body);
            path.chain([&*plan.id, &*plan.kind]).map(str::to_owned).collect()
        };
        let places = self.places(&plans.values().map(path).collect::<Vec<_>>());
        plans.values_mut().zip(places).for_each(|(plan, at)| plan.at = at);
        Some(plans)
    }

    /// What readers see of a value, instead of its secrets. These are learnt.
    fn masked(
        &self,
        value: Value,
        secrets: &mut Secrets,
        masked: impl FnOnce(&Value) -> Option<Value>,
    ) -> Option<Value> {
        if self.input.purpose == Purpose::Faults {
            return Some(value);
        }
        let masked = masked(&value)?;
        // What leads to itself has been copied as deep as may be.
        if !self.copier.has_failed() {
            secrets.learn(&value, &masked);
        }
        Some(masked)
    }

    /// Tells each request who could serve it.
    fn offers(&self, plans: &mut BTreeMap<String, RequestPlan>, problems: &mut Vec<Problem>) -> Option<()> {
        let mut kinds: BTreeMap<String, BTreeMap<String, OfferPlan>> = BTreeMap::new();
        for (name, slot) in self.ev.sorted(self.set("offers")?) {
            let Some(offer) = self.copier.catch(|| self.ev.attrs_of(slot)) else { continue };
            for (kind, policy) in self.ev.sorted(offer) {
                self.copier.catch(|| self.ev.force(policy));
                let offers = kinds.entry(self.ev.name(kind).to_owned()).or_default();
                offers.insert(self.ev.name(name).to_owned(), OfferPlan { at: None });
            }
        }
        for (kind, offers) in &mut kinds {
            let paths: Vec<Vec<String>> = offers.keys().map(|name| self.offer_path(name, &[kind])).collect();
            let places = self.places(&paths);
            offers.values_mut().zip(places).for_each(|(offer, at)| offer.at = at);
        }
        for (name, plan) in plans {
            match kinds.get(&plan.kind) {
                Some(offers) => plan.candidates = offers.clone(),
                None => problems.push(Problem::Plan(PlanProblem::UnofferedKind {
                    at: node(plan.at.as_ref()),
                    request: name.clone(),
                    kind: plan.kind.clone(),
                    environment: self.input.environment.to_owned(),
                    offered: kinds.keys().cloned().collect(),
                })),
            }
        }
        Some(())
    }

    /// Tells each request what it was granted.
    fn grants(&self, since: usize, requests: &Requests<'a>, plans: &mut BTreeMap<String, RequestPlan>) {
        let granted = self.granted(since, requests);
        let paths: Vec<_> =
            granted.iter().map(|(offer, kind, _)| self.offer_path(offer, &[kind, "apply"])).collect();
        for ((offer, _, mut granted), at) in granted.into_iter().zip(self.places(&paths)) {
            granted.at = at;
            for name in &granted.together {
                let Some(plan) = plans.get_mut(name) else { continue };
                let earlier = plan.granted.get(&offer).map_or(0, |it| it.together.len());
                if earlier < granted.together.len() {
                    plan.granted.insert(offer.clone(), granted.clone());
                }
            }
        }
    }

    /// What the environment's offers granted, each with its name and its kind, in the order in
    /// which they were asked. Copying what was granted may call more policies.
    fn granted(&self, mut since: usize, requests: &Requests<'a>) -> Vec<(String, String, GrantPlan)> {
        let mut granted = Vec::new();
        loop {
            let grants = self.session.grants_since(since);
            if grants.is_empty() {
                return granted;
            }
            since += grants.len();
            for grant in grants {
                let Some([environment, offer, kind]) = self.copier.catch(|| self.offer_of(&grant)) else {
                    continue;
                };
                if environment == self.input.environment {
                    let together = self.named(requests, &grant);
                    let value = self.copier.copy(grant.granted, Missing::Source);
                    granted.push((offer, kind, GrantPlan { value, at: None, together }));
                }
            }
        }
    }

    /// The names of the requests that a policy was called with.
    pub(crate) fn named(&self, requests: &Requests<'a>, grant: &Grant<'a>) -> Vec<String> {
        let resources = || {
            let argument = self.ev.attrs_of(grant.requests)?;
            self.ev.attrs_of(self.ev.member(argument, self.ev.sym("resources"))?)
        };
        // What the policy itself failed at is told by its result.
        let Ok(resources) = resources() else { return Vec::new() };
        let mut names: Vec<String> = self
            .ev
            .sorted(resources)
            .into_iter()
            .filter_map(|(id, slot)| requests.find(self.ev, self.ev.name(id), slot))
            .collect();
        names.sort();
        names.dedup();
        names
    }

    /// Environment, offer and kind of the `apply` that was called:
    /// `environments.<e>.resources.<offer>.<kind>.apply`.
    fn offer_of(&self, grant: &Grant<'a>) -> Result<[String; 3], Failure> {
        let path = self.ev.list_of(grant.policy)?;
        let part = |index: usize| match path.items.get(index) {
            Some(slot) => self.ev.text_of(slot).map(str::to_owned),
            None => Ok(String::new()),
        };
        Ok([part(1)?, part(3)?, part(4)?])
    }

    /// One of the model's answers, a set.
    fn set(&self, name: &str) -> Option<&'a Attrs<'a>> {
        self.copier.catch(|| self.ev.attrs_of(self.answer(name)?))
    }

    /// One of the model's answers, a Boolean.
    fn truth(&self, name: &str) -> Option<bool> {
        self.copier.catch(|| self.ev.bool_of(self.answer(name)?))
    }

    /// One of the model's answers.
    pub(crate) fn answer(&self, name: &str) -> Result<&'a Slot<'a>, Failure> {
        self.ev.member(self.answers, self.ev.sym(name))
    }

    /// What one of the model's answers, a function, gives for an argument.
    pub(crate) fn ask(&self, name: &str, argument: State<'a>) -> Res<'a> {
        self.ev.call(self.ev.force(self.answer(name)?)?, &[argument])
    }

    pub(crate) fn environment(&self) -> &str {
        self.input.environment
    }

    /// The path of something in an offer.
    fn offer_path(&self, name: &str, below: &[&str]) -> Vec<String> {
        let path = ["environments", self.input.environment, "resources", name];
        path.iter().chain(below).map(|&part| part.to_owned()).collect()
    }

    /// Where the values at these paths were defined.
    fn places(&self, paths: &[Vec<String>]) -> Vec<Option<At>> {
        if self.input.purpose == Purpose::Faults {
            return vec![None; paths.len()];
        }
        let paths: Vec<Vec<&str>> =
            paths.iter().map(|path| path.iter().map(String::as_str).collect()).collect();
        self.session.places(&paths).into_iter().map(|place| place.map(At::from)).collect()
    }
}

fn with_requests(
    mut applications: BTreeMap<String, ApplicationPlan>,
    requests: &BTreeMap<String, RequestPlan>,
) -> BTreeMap<String, ApplicationPlan> {
    for request in requests.values() {
        if let Some(application) = applications.get_mut(&request.application) {
            application.requests.push(request.id.clone());
        }
    }
    applications
}

/// Warns of requests that are offered but that no policy was called with.
fn unserved(plans: &BTreeMap<String, RequestPlan>, environment: &str, problems: &mut Vec<Problem>) {
    for (name, plan) in plans {
        if plan.candidates.is_empty() || !plan.granted.is_empty() {
            continue;
        }
        let same = |it: &&RequestPlan| it.id == plan.id && it.kind == plan.kind && !it.granted.is_empty();
        let at = node(plan.at.as_ref());
        problems.push(Problem::Plan(match plans.values().find(same) {
            Some(kept) => PlanProblem::DroppedRequest {
                at,
                request: name.clone(),
                kept: format!("{}/{}", kept.application, kept.id),
                kept_at: node(kept.at.as_ref()),
            },
            None => PlanProblem::UnservedRequest {
                at,
                request: name.clone(),
                kind: plan.kind.clone(),
                environment: environment.to_owned(),
            },
        }));
    }
}

fn node(at: Option<&At>) -> Option<Place> {
    match at {
        Some(At::Node(place)) => Some(*place),
        Some(At::Line(_)) | None => None,
    }
}
