//! How an evaluation fails. An error is owned and boxed, so that a result is two words.

use crate::{Attrs, Limit, Value};
use fedic_diagnostics::{Place, Problem};

/// The result of an evaluation.
pub type Res<'a> = Result<Value<'a>, Failure>;

/// A boxed error, as it travels through `?`.
pub type Failure = Box<Error>;

/// The number of an error that a slot keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ErrorId(pub u32);

/// The class of an error, as `tryEval` and nix-unit's `expectedError.type` tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// `throw`, and so every message of the module system; `tryEval` catches it.
    Thrown,
    /// `assert`; `tryEval` catches it.
    Assertion,
    Abort,
    Type,
    UndefinedVariable,
    MissingArgument,
    /// A path that this command may not read.
    Restricted,
    Parse,
    /// The rest: a missing attribute, division by zero, infinite recursion.
    Evaluation,
    /// A limit of ours.
    Limit(Limit),
    /// The answer is wanted no longer.
    Cancelled,
}

/// An error of the evaluation.
#[derive(Clone, Debug)]
pub struct Error {
    pub kind: ErrorKind,
    /// Nix's own words (or better ones, where Nix's would name internals), without `error: `.
    pub message: String,
    /// Where it happened, if in a file.
    pub at: Option<Place>,
    /// What was under way, innermost first: `while evaluating the option …`, calls.
    pub trace: Vec<Trace>,
    /// The fact behind it, where a stage knows more than the message says.
    pub problem: Option<Problem>,
    /// Names that may have been meant, best first.
    pub suggestions: Vec<String>,
    /// The set that lacks an attribute, if that is the fault.
    pub lacking: Option<SetId>,
    /// The slot-kept number, once a slot has kept it.
    pub id: Option<ErrorId>,
}

/// Which attribute set it is, among all of one evaluation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetId(usize);

impl SetId {
    /// The number of a set.
    #[must_use]
    pub fn of(attrs: &Attrs<'_>) -> SetId {
        SetId(std::ptr::from_ref(attrs).addr())
    }
}

/// The steps that an error keeps: more than anybody reads, fewer than a deep recursion has.
const TRACE: usize = 200;

/// A step on the way to an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    pub at: Option<Place>,
    pub text: String,
}

impl Error {
    /// An error of this kind, nowhere yet.
    #[must_use]
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Failure {
        Box::new(Error {
            kind,
            message: message.into(),
            at: None,
            trace: Vec::new(),
            problem: None,
            suggestions: Vec::new(),
            lacking: None,
            id: None,
        })
    }

    /// The error at a place, unless it knows a nearer one.
    #[must_use]
    pub fn at(mut self: Box<Error>, at: impl Into<Option<Place>>) -> Failure {
        self.at = self.at.or(at.into());
        self
    }

    /// The error, with one more step outwards of what was under way.
    #[must_use]
    pub fn during(mut self: Box<Error>, at: impl Into<Option<Place>>, text: impl Into<String>) -> Failure {
        if self.trace.len() < TRACE {
            self.trace.push(Trace { at: at.into(), text: text.into() });
        }
        self
    }

    /// Whether both are of one fault: the same one, or the same words about the same place.
    #[must_use]
    pub fn is_same(&self, other: &Error) -> bool {
        self.id.is_some() && self.id == other.id || self.message == other.message && self.at == other.at
    }

    /// Whether `builtins.tryEval` turns it into `success = false`.
    #[must_use]
    pub fn is_catchable(&self) -> bool {
        matches!(self.kind, ErrorKind::Thrown | ErrorKind::Assertion)
    }
}

/// Says on the way out what was under way, in Nix's words: `while evaluating …`.
pub trait During<T> {
    /// # Errors
    /// The same error with one more step of its trace.
    fn during(self, text: &str) -> Result<T, Failure>;
}

impl<T> During<T> for Result<T, Failure> {
    fn during(self, text: &str) -> Result<T, Failure> {
        self.map_err(|error| error.during(None, text))
    }
}
