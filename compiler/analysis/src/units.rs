//! `fedic test`: files of nix-unit tests. A name that begins with `test` is a test, any
//! other attribute set is looked through; a test is `{ expr; expected | expectedError; }`.

use crate::compare::differences;
use crate::database::Database;
use crate::expression::{EvalInput, Session, evaluator};
use crate::failure;
use crate::loader::DatabaseLoader;
use crate::report::{Report, reports};
use crate::setup::Setup;
use fedic_eval::{Attrs, Error, ErrorKind, Failure, Slot, Store, Value};
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

/// Runs the tests of a file, from an attribute on if one is named. A file that was only
/// found, not named, may hold no tests at all.
pub(crate) fn run(db: &Database, setup: &Setup, path: &str, attribute: &str, named: bool) -> TestedFile {
    let reach = setup.open();
    let loader = DatabaseLoader::new(db, &reach);
    let store = Store::new();
    let evaluator = evaluator(&store, &loader);
    let runner = Runner { db, session: Session { db, setup, loader: &loader, evaluator } };
    let mut done = TestedFile { path: path.to_owned(), ..TestedFile::default() };
    if let Err(error) = runner.file(attribute, named, &mut done) {
        done.failure = reports(db, [&failure::problem(db, &error, false)]);
    }
    done
}

struct Runner<'s, 'a> {
    db: &'s Database,
    session: Session<'s, 'a>,
}

impl<'a> Runner<'_, 'a> {
    fn file(&self, attribute: &str, named: bool, done: &mut TestedFile) -> Result<(), Failure> {
        let root = self.session.input(&EvalInput::File(done.path.clone()))?;
        let selected = self.session.select(root, attribute, &[])?;
        let value = self.session.auto_call(selected, &[])?;
        let Value::Attrs(attrs) = value else {
            if !named {
                return Ok(());
            }
            let said = format!("tests are an attribute set, but the file gives {}", value.kind());
            return Err(Error::new(ErrorKind::Type, said));
        };
        let is_test = attribute.rsplit('.').next().is_some_and(|name| name.starts_with("test"));
        if is_test {
            done.tests.push(Tested { name: attribute.to_owned(), verdict: self.judge(attrs) });
            return Ok(());
        }
        self.tree(attribute.to_owned(), attrs, &mut done.tests)
    }

    /// Runs all tests of a tree, by name. The trees still to be looked through are kept in a
    /// list, so that no depth of them matters.
    fn tree(&self, name: String, attrs: &'a Attrs<'a>, done: &mut Vec<Tested>) -> Result<(), Failure> {
        let evaluator = self.session.evaluator;
        let mut rest: Vec<(String, String, &'a Slot<'a>)> = self.members(&name, attrs);
        while let Some((path, name, slot)) = rest.pop() {
            evaluator.tick()?;
            if name.starts_with("test") {
                let verdict = match evaluator.force(slot) {
                    Ok(Value::Attrs(attrs)) => self.judge(attrs),
                    Ok(value) => Verdict::Malformed(format!(
                        "a test is an attribute set, but this is {}",
                        value.kind()
                    )),
                    Err(error) => self.failed(&error),
                };
                done.push(Tested { name: path, verdict });
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

    fn failed(&self, error: &Error) -> Verdict {
        Verdict::Failed(reports(self.db, [&failure::problem(self.db, error, false)]))
    }

    fn judge(&self, test: &'a Attrs<'a>) -> Verdict {
        let member = |name: &str| test.get(self.session.evaluator.sym(name));
        let judged = match (member("expr"), member("expected"), member("expectedError")) {
            (None, _, _) => return Verdict::Malformed("the test has no `expr`".to_owned()),
            (Some(expr), Some(expected), _) => self.equals(expr, expected),
            (Some(expr), None, Some(error)) => self.fails(expr, error),
            (Some(_), None, None) => {
                return Verdict::Malformed("the test has neither `expected` nor `expectedError`".to_owned());
            }
        };
        judged.unwrap_or_else(|error| self.failed(&error))
    }

    fn equals(&self, expr: &'a Slot<'a>, expected: &'a Slot<'a>) -> Result<Verdict, Failure> {
        let evaluator = self.session.evaluator;
        let wanted = self.deep(expected)?;
        let found = self.deep(expr)?;
        if evaluator.equal(found, wanted)? {
            return Ok(Verdict::Passed);
        }
        Ok(Verdict::Unequal(differences(&evaluator.copy_out(wanted)?, &evaluator.copy_out(found)?)))
    }

    fn fails(&self, expr: &'a Slot<'a>, expected: &'a Slot<'a>) -> Result<Verdict, Failure> {
        let evaluator = self.session.evaluator;
        let expected = evaluator.attrs_of(expected)?;
        let text =
            |name: &str| expected.get(evaluator.sym(name)).map(|slot| evaluator.text_of(slot)).transpose();
        let class = text("type")?.filter(|it| !it.is_empty());
        let pattern = text("msg")?.filter(|it| !it.is_empty());
        if class.is_none() && pattern.is_none() {
            return Ok(Verdict::Malformed("`expectedError` has neither `type` nor `msg`".to_owned()));
        }
        let error = match self.deep(expr) {
            Ok(_) => return Ok(Verdict::Malformed("an error is expected, but there is none".to_owned())),
            Err(error) if matches!(error.kind, ErrorKind::Limit | ErrorKind::Cancelled) => return Err(error),
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
                Err(_) => return Ok(Verdict::Malformed(format!("`{pattern}` is no regular expression"))),
                Ok(regex) if regex.is_match(&error.message) => {}
                Ok(_) => wrong.push(format!("a message that matches `{pattern}` is expected")),
            }
        }
        if wrong.is_empty() {
            return Ok(Verdict::Passed);
        }
        wrong.push(format!("the error is: {}", error.message));
        Ok(Verdict::Unequal(wrong))
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
        ErrorKind::Limit | ErrorKind::Cancelled => "Error",
    }
}
