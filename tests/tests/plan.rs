//! Plans, as folders: `cases/plan/<what>/` has a `model.nix` (else it is the catalogue) and a
//! `configuration.json`; beside them stands what comes of it.
//!
//! - `plan.txt` and `plan.json`: the plan, if there is one;
//! - `problems.txt`: what is said of it, if anything is.
//!
//! A `previous.json` is an earlier plan to compare with. `FEDIC_BLESS=1` writes the expectations.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use fedic_diagnostics::{Code, Diagnostic, FileId, NodeId, Place, Problem, Spot};
use fedic_emit::plan_text;
use fedic_eval::{Evaluator, Failure, Position, Res, State, Value};
use fedic_model::{Line, Plan};
use fedic_modules::{Session, extract};
use fedic_plan::{Input, Planned, Purpose, actions, digest, gate, ingest, plan};
use fedic_syntax::json::{self, JsonSpans};
use fedic_tests::{engine, kept, workspace};
use libtest_mimic::{Arguments, Failed, Trial};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The file number of a case's configuration, which no Nix file has.
const CONFIGURATION: FileId = FileId(u32::MAX - 1);

fn main() {
    let arguments = Arguments::from_args();
    let trials = workspace::entries(&workspace::cases("plan")).into_iter().map(|folder| {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        Trial::test(name, move || judge(&folder))
    });
    libtest_mimic::run(&arguments, trials.collect()).exit();
}

/// Compares what comes of a case with what stands beside it.
fn judge(folder: &Path) -> Result<(), Failed> {
    let made = Case::read(folder).outcome();
    for file in ["plan.txt", "plan.json", "problems.txt"] {
        kept::compare(&folder.join(file), made.get(file).map(String::as_str))?;
    }
    Ok(())
}

struct Case<'f> {
    folder: &'f Path,
    text: String,
    spans: JsonSpans,
}

impl<'f> Case<'f> {
    fn read(folder: &'f Path) -> Case<'f> {
        let text = fs::read_to_string(folder.join("configuration.json")).unwrap();
        let spans = json::parse(&text).spans;
        Case { folder, text, spans }
    }

    /// The files that come of the case, by name.
    fn outcome(&self) -> BTreeMap<&'static str, String> {
        let mut problems = Vec::new();
        let planned = engine::in_session(|session| self.plan(session, &mut problems, Purpose::Plan));
        self.looks_as_wrong(&planned);
        let failures = planned.failures.iter().map(failed);
        let said = problems.iter().chain(&planned.problems).map(Problem::diagnostic).chain(failures);
        let said: String = said.map(|diagnostic| self.said(&diagnostic)).collect();
        let mut files = BTreeMap::new();
        if !said.is_empty() {
            files.insert("problems.txt", said);
        }
        if let Some(mut plan) = planned.plan.filter(|_| problems.is_empty()) {
            if let Ok(previous) = fs::read_to_string(self.folder.join("previous.json")) {
                plan.actions = Some(actions(&serde_json::from_str::<Plan>(&previous).unwrap(), &plan));
            }
            plan.resolve(&|place| self.line(place));
            files.insert("plan.txt", plan_text(&plan));
            files.insert("plan.json", serde_json::to_string_pretty(&plan).unwrap() + "\n");
        }
        files
    }

    /// Who plans to know the faults alone finds the same number of them, and no plan.
    fn looks_as_wrong(&self, planned: &Planned) {
        let looked = engine::in_session(|session| self.plan(session, &mut Vec::new(), Purpose::Faults));
        assert!(looked.plan.is_none());
        let count = |it: &Planned| (it.problems.len(), it.failures.len());
        assert_eq!(count(&looked), count(planned), "{}", self.folder.display());
    }

    fn plan<'a>(&self, session: &'a Session<'a>, problems: &mut Vec<Problem>, purpose: Purpose) -> Planned {
        match self.input(session, problems) {
            Ok((model, configuration)) if problems.is_empty() => plan(
                session,
                &Input {
                    model,
                    environment: self.environment(session.evaluator(), model).as_deref().unwrap_or("none"),
                    configuration,
                    root: Some(Place { file: CONFIGURATION, node: NodeId::expr(0) }),
                    listed: Value::Null,
                    file: "configuration.json",
                    digest: digest([("configuration.json", self.text.as_bytes())]),
                    version: "0.0.0",
                    sources: &engine::source,
                    purpose,
                },
            ),
            Ok(_) => Planned::default(),
            Err(failure) => Planned { failures: vec![failure], ..Planned::default() },
        }
    }

    /// The evaluated model, and the configuration through the gate.
    fn input<'a>(
        &self,
        session: &'a Session<'a>,
        problems: &mut Vec<Problem>,
    ) -> Result<(Value<'a>, Value<'a>), Failure> {
        let ev = session.evaluator();
        let own = self.folder.join("model.nix");
        let model =
            if own.exists() { own.display().to_string() } else { "/fedic/catalogue/default.nix".to_owned() };
        // A list of modules, or one module, which is known by its path.
        let modules = match ev.import(&model)? {
            list @ Value::List(_) => list,
            _ => ev.list(&[State::Ready(ev.path(&model))]),
        };
        let argument = ev.attrs(&mut [(ev.sym("modules"), State::Ready(modules), Position::NONE)]);
        let frame = ev.import("/fedic/model/frame.nix")?;
        let model = ev.call(frame, &[State::Ready(Value::Attrs(argument))])?;
        let lib = ev.as_attrs(ev.import("/fedic/lib")?)?;
        let eval_modules = ev.force(ev.member(lib, ev.sym("evalModules"))?)?;
        let interface = extract(ev, ev.as_attrs(model)?, eval_modules).interface;
        let tree = match json::parse(&self.text).tree {
            Ok(tree) => tree,
            Err(fault) => {
                problems.push(fault.problem(CONFIGURATION));
                return Ok((model, Value::Null));
            }
        };
        let ty = interface.written();
        let (gated, refused) = gate(&tree, CONFIGURATION, &interface, ty);
        problems.extend(refused.into_iter().map(Problem::Data));
        Ok((model, ingest(ev, CONFIGURATION, &gated)))
    }

    /// The only environment; of those of the catalogue, the one that its manifest names.
    fn environment<'a>(&self, ev: &'a Evaluator<'a>, model: Value<'a>) -> Option<String> {
        let member = |value: Value<'a>, name: &str| -> Res<'a> {
            ev.force(ev.member(ev.as_attrs(value)?, ev.sym(name))?)
        };
        let environments = member(model, "config").and_then(|config| member(config, "environments")).ok()?;
        let names: Vec<&str> =
            ev.as_attrs(environments).ok()?.names().iter().map(|name| ev.name(*name)).collect();
        let manifest = "single-machine";
        names.iter().find(|name| **name == manifest).or(names.first()).map(|name| (*name).to_owned())
    }

    fn line(&self, place: Place) -> Option<Line> {
        if place.file == CONFIGURATION {
            return Some(self.line_at(self.spans.span(place.node)?.start));
        }
        let (file, line, column) = engine::line(place)?;
        let below = |folder: &Path| Some(Path::new(&file).strip_prefix(folder).ok()?.display().to_string());
        let file =
            below(self.folder).or_else(|| below(&workspace::cases(""))).unwrap_or_else(|| file.clone());
        Some(Line { file, line, column })
    }

    /// A place in the configuration.
    fn line_at(&self, offset: u32) -> Line {
        let (line, column) = engine::line_and_column(&self.text, offset);
        Line { file: "configuration.json".to_owned(), line, column }
    }

    fn said(&self, diagnostic: &Diagnostic) -> String {
        let mut text = format!("{}: {}\n", diagnostic.code.name(), diagnostic.message);
        for label in diagnostic.primary.iter().chain(&diagnostic.secondary) {
            let at = match label.at {
                Spot::Node(place) => self.line(place),
                Spot::Span(_, span) => Some(self.line_at(span.start)),
                Spot::File(_) => None,
            };
            match at {
                Some(Line { file, line, column }) => {
                    text += &format!("  {file}:{line}:{column} {}\n", label.text)
                }
                None => text += &format!("  nowhere {}\n", label.text),
            }
        }
        if let Some(help) = &diagnostic.help {
            text += &format!("  help: {help}\n");
        }
        text
    }
}

fn failed(failure: &Failure) -> Diagnostic {
    match &failure.problem {
        Some(problem) => problem.diagnostic(),
        None => Diagnostic::new(Code::EvaluationFailed, failure.at.map(Spot::Node), failure.message.clone()),
    }
}
