//! `fedic test`: files of nix-unit tests. A name that begins with `test` is a test, any
//! other attribute set is looked through; a test is `{ expr; expected | expectedError; }`.

use crate::compare::differences;
use crate::database::Db;
use crate::expression::{EvalInput, Session, evaluator};
use crate::loader::DatabaseLoader;
use crate::manifest::ChosenLimits;
use crate::reach::Reach;
use crate::report::{Report, reports};
use crate::{failure, paths};
use fedic_diagnostics::Problem;
use fedic_eval::{Attrs, Error, ErrorKind, Failure, Options, Slot, Store, Value};
use regex_automata::meta::Regex;

/// The tests of one file.
#[derive(Clone, Debug, Default)]
pub struct TestedFile {
    /// As it was named.
    pub path: String,
    pub tests: Vec<Tested>,
    /// What ended the run before all tests were found.
    pub failure: Vec<Report>,
}

/// A test and how it went.
#[derive(Clone, Debug)]
pub struct Tested {
    /// The attribute path; parts with dots in quotes.
    pub name: String,
    pub verdict: Verdict,
}

/// How a test went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    Passed,
    /// The values differ, at these paths; or another error came than the one expected.
    Unequal(Vec<String>),
    /// It could not be judged: an error, or no error where one is expected.
    Failed(Vec<Report>),
    /// It is no test as it stands; says why.
    Malformed(String),
}

/// What is asked of one file.
#[salsa::interned(debug)]
pub(crate) struct Suite<'db> {
    /// Absolute, without symlinks.
    #[returns(ref)]
    pub(crate) path: String,
    /// The attribute to start from; may be empty.
    #[returns(ref)]
    pub(crate) attribute: String,
    /// Whether the call names the file. One that was only found may hold no tests at all.
    #[returns(copy)]
    pub(crate) named: bool,
    #[returns(ref)]
    pub(crate) reach: Reach,
}

/// The tests of a suite and how they went, without positions: a moved line changes nothing.
#[derive(Clone, Debug, Default, PartialEq)]
struct Outcome {
    tests: Vec<(String, Judged)>,
    failure: Option<Problem>,
}

/// A verdict without positions.
#[derive(Clone, Debug, PartialEq)]
enum Judged {
    Passed,
    Unequal(Vec<String>),
    Failed(Problem),
    Malformed(String),
}

/// The tests of a suite, as they are reported.
pub(crate) fn tested(db: &dyn Db, suite: Suite<'_>) -> TestedFile {
    let outcome = outcome(db, suite);
    let verdict = |judged: &Judged| match judged {
        Judged::Passed => Verdict::Passed,
        Judged::Unequal(lines) => Verdict::Unequal(lines.clone()),
        Judged::Failed(problem) => Verdict::Failed(reports(db, [problem])),
        Judged::Malformed(reason) => Verdict::Malformed(reason.clone()),
    };
    TestedFile {
        path: suite.path(db).clone(),
        tests: outcome
            .tests
            .iter()
            .map(|(name, judged)| Tested { name: name.clone(), verdict: verdict(judged) })
            .collect(),
        failure: reports(db, &outcome.failure),
    }
}

/// Runs the tests of a suite. What they read is what the answer depends on.
#[salsa::tracked(returns(ref))]
fn outcome<'db>(db: &'db dyn Db, suite: Suite<'db>) -> Outcome {
    db.runs("test", suite.path(db));
    let loader = DatabaseLoader::new(db, suite.reach(db));
    let store = Store::new();
    let evaluator = evaluator(&store, &loader, ChosenLimits::default(), Options::default());
    let folder = paths::parent(suite.path(db)).unwrap_or("/");
    let runner = Runner { db, session: Session { db, folder, loader: &loader, evaluator } };
    let mut done = Outcome::default();
    if let Err(error) = runner.file(suite, &mut done) {
        done.failure = Some(failure::problem(db, &error, false));
    }
    done
}

struct Runner<'s, 'a> {
    db: &'s dyn Db,
    session: Session<'s, 'a>,
}

impl<'a> Runner<'_, 'a> {
    fn file(&self, suite: Suite<'_>, done: &mut Outcome) -> Result<(), Failure> {
        let attribute = suite.attribute(self.db);
        let root = self.session.input(&EvalInput::File(suite.path(self.db).clone()))?;
        let selected = self.session.select(root, attribute, &[])?;
        let value = self.session.auto_call(selected, &[])?;
        let Value::Attrs(attrs) = value else {
            if !suite.named(self.db) {
                return Ok(());
            }
            let said = format!("tests are an attribute set, but the file gives {}", value.kind());
            return Err(Error::new(ErrorKind::Type, said));
        };
        let is_test = attribute.rsplit('.').next().is_some_and(|name| name.starts_with("test"));
        if is_test {
            done.tests.push((attribute.clone(), self.judge(attrs)));
            return Ok(());
        }
        self.tree(attribute.clone(), attrs, &mut done.tests)
    }

    /// Runs all tests of a tree, by name. The trees still to be looked through are kept in a
    /// list, so that no depth of them matters.
    fn tree(
        &self,
        name: String,
        attrs: &'a Attrs<'a>,
        done: &mut Vec<(String, Judged)>,
    ) -> Result<(), Failure> {
        let evaluator = self.session.evaluator;
        let mut rest: Vec<(String, String, &'a Slot<'a>)> = self.members(&name, attrs);
        while let Some((path, name, slot)) = rest.pop() {
            evaluator.tick()?;
            if name.starts_with("test") {
                let verdict = match evaluator.force(slot) {
                    Ok(Value::Attrs(attrs)) => self.judge(attrs),
                    Ok(value) => {
                        Judged::Malformed(format!("a test is an attribute set, but this is {}", value.kind()))
                    }
                    Err(error) => self.failed(&error),
                };
                done.push((path, verdict));
            } else if let Value::Attrs(attrs) = evaluator.force(slot)? {
                rest.extend(self.members(&path, attrs));
            }
        }
        Ok(())
    }

    /// The members of a tree with their paths, last first.
    fn members(&self, path: &str, attrs: &'a Attrs<'a>) -> Vec<(String, String, &'a Slot<'a>)> {
        let member = |(name, slot)| {
            let name = self.session.evaluator.name(name);
            let part = if name.contains('.') { format!("\"{name}\"") } else { name.to_owned() };
            let path = if path.is_empty() { part } else { format!("{path}.{part}") };
            (path, name.to_owned(), slot)
        };
        self.session.evaluator.sorted(attrs).into_iter().rev().map(member).collect()
    }

    fn failed(&self, error: &Error) -> Judged {
        Judged::Failed(failure::problem(self.db, error, false))
    }

    fn judge(&self, test: &'a Attrs<'a>) -> Judged {
        let member = |name: &str| test.get(self.session.evaluator.sym(name));
        let judged = match (member("expr"), member("expected"), member("expectedError")) {
            (None, _, _) => return Judged::Malformed("the test has no `expr`".to_owned()),
            (Some(expr), Some(expected), _) => self.equals(expr, expected),
            (Some(expr), None, Some(error)) => self.fails(expr, error),
            (Some(_), None, None) => {
                return Judged::Malformed("the test has neither `expected` nor `expectedError`".to_owned());
            }
        };
        judged.unwrap_or_else(|error| self.failed(&error))
    }

    fn equals(&self, expr: &'a Slot<'a>, expected: &'a Slot<'a>) -> Result<Judged, Failure> {
        let evaluator = self.session.evaluator;
        let wanted = self.deep(expected)?;
        let found = self.deep(expr)?;
        if evaluator.equal(found, wanted)? {
            return Ok(Judged::Passed);
        }
        Ok(Judged::Unequal(differences(&evaluator.copy_out(wanted)?, &evaluator.copy_out(found)?)))
    }

    fn fails(&self, expr: &'a Slot<'a>, expected: &'a Slot<'a>) -> Result<Judged, Failure> {
        let evaluator = self.session.evaluator;
        let expected = evaluator.attrs_of(expected)?;
        let text =
            |name: &str| expected.get(evaluator.sym(name)).map(|slot| evaluator.text_of(slot)).transpose();
        let class = text("type")?.filter(|it| !it.is_empty());
        let pattern = text("msg")?.filter(|it| !it.is_empty());
        if class.is_none() && pattern.is_none() {
            return Ok(Judged::Malformed("`expectedError` has neither `type` nor `msg`".to_owned()));
        }
        let error = match self.deep(expr) {
            Ok(_) => return Ok(Judged::Malformed("an error is expected, but there is none".to_owned())),
            Err(error) if matches!(error.kind, ErrorKind::Limit(_) | ErrorKind::Cancelled) => {
                return Err(error);
            }
            Err(error) => error,
        };
        let mut wrong = Vec::new();
        if let Some(class) = class.filter(|class| *class != class_name(error.kind)) {
            wrong.push(format!(
                "an error of type {class} is expected, but this is {}",
                class_name(error.kind)
            ));
        }
        if let Some(pattern) = pattern {
            match Regex::new(pattern) {
                Err(_) => return Ok(Judged::Malformed(format!("`{pattern}` is no regular expression"))),
                Ok(regex) if regex.is_match(&error.message) => {}
                Ok(_) => wrong.push(format!("a message that matches `{pattern}` is expected")),
            }
        }
        if wrong.is_empty() {
            return Ok(Judged::Passed);
        }
        wrong.push(format!("the error is: {}", error.message));
        Ok(Judged::Unequal(wrong))
    }

    fn deep(&self, slot: &'a Slot<'a>) -> Result<Value<'a>, Failure> {
        let value = self.session.evaluator.force(slot)?;
        self.session.evaluator.deep_force(value)?;
        Ok(value)
    }
}

/// Nix's name of an error's class.
fn class_name(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Thrown => "ThrownError",
        ErrorKind::Assertion => "AssertionError",
        ErrorKind::Abort => "Abort",
        ErrorKind::Type => "TypeError",
        ErrorKind::UndefinedVariable => "UndefinedVarError",
        ErrorKind::MissingArgument => "MissingArgumentError",
        ErrorKind::Restricted => "RestrictedPathError",
        ErrorKind::Parse => "ParseError",
        ErrorKind::Evaluation => "EvalError",
        ErrorKind::Limit(_) | ErrorKind::Cancelled => "Error",
    }
}
