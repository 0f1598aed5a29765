//! A problem in words, still without lines: what renderers and editors are made from.

use crate::{Code, FileId, Place, Span, did_you_mean};

/// How bad a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    Error,
    Warning,
    Hint,
}

/// What a label points at. Stages behind parsing name places; only syntax, which has no
/// nodes yet where it fails, names spans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Spot {
    Node(Place),
    Span(FileId, Span),
    /// The file as a whole (missing, unreadable).
    File(FileId),
}

impl From<Place> for Option<Spot> {
    fn from(place: Place) -> Option<Spot> {
        Some(Spot::Node(place))
    }
}

/// A place in a diagnostic and what is to be said there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Label {
    pub at: Spot,
    /// Lower case, no full stop; may be empty on the primary label.
    pub text: String,
}

/// A change of a source that mends the problem. Names are as they are meant: how they are written
/// is the business of the source's language.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Edit {
    /// Another name in place of the one at the spot.
    Rename { at: Spot, name: String },
    /// A new member of the attribute set or JSON object, its value still to be written.
    Member { of: Place, name: String },
    /// No more of the binding whose name stands there.
    Remove { key: Place },
}

/// A problem in words.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    pub code: Code,
    pub severity: Severity,
    /// What is wrong: lower case, names in backticks, no full stop, no advice.
    pub message: String,
    /// The smallest range that is wrong; none if the problem lies in no file (a call).
    pub primary: Option<Label>,
    /// Further places: where the expectation comes from, other definitions.
    pub secondary: Vec<Label>,
    /// The act that repairs.
    pub help: Option<String>,
    /// The help as edits, where it can be applied by a machine.
    pub edits: Vec<Edit>,
    /// What else one may want to know, one sentence each.
    pub notes: Vec<String>,
}

impl Diagnostic {
    /// A diagnostic with the code's own severity and nothing but a message and a place.
    #[must_use]
    pub fn new(code: Code, at: impl Into<Option<Spot>>, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code,
            severity: code.severity(),
            message: message.into(),
            primary: at.into().map(|at| Label { at, text: String::new() }),
            secondary: Vec::new(),
            help: None,
            edits: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Says what is here, at the primary place.
    #[must_use]
    pub fn here(mut self, text: impl Into<String>) -> Diagnostic {
        if let Some(primary) = &mut self.primary {
            primary.text = text.into();
        }
        self
    }

    /// Adds a further place.
    #[must_use]
    pub fn also(mut self, at: Spot, text: impl Into<String>) -> Diagnostic {
        self.secondary.push(Label { at, text: text.into() });
        self
    }

    /// Says what repairs it.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Diagnostic {
        self.help = Some(text.into());
        self
    }

    /// Adds an edit that carries out the help.
    #[must_use]
    pub fn edit(mut self, edit: Edit) -> Diagnostic {
        self.edits.push(edit);
        self
    }

    /// Asks whether one of these names was meant; a single one is offered as an edit at the place.
    #[must_use]
    pub(crate) fn meant(mut self, similar: &[String], at: Option<Spot>) -> Diagnostic {
        self.help = did_you_mean(similar).or(self.help);
        match (similar, at) {
            ([only], Some(at)) => self.edit(Edit::Rename { at, name: only.clone() }),
            (_, _) => self,
        }
    }

    /// Adds a note.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Diagnostic {
        self.notes.push(text.into());
        self
    }
}
