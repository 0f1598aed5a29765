//! What changed between two versions of a model, for those whom it concerns.
//!
//! A change is a fact; words are made where it is written out. A break is claimed only with a
//! witness: a value that was taken and is refused. What nobody could decide is said to be
//! possible, and never left out.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// All changes, those of one part of a model together, in the order of the source.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Differences {
    /// Changes when a reader could break.
    pub format_version: u32,
    pub changes: Vec<Change>,
}

impl Differences {
    /// How many changes are of a severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.changes.iter().filter(|change| change.severity == severity).count()
    }
}

/// One change, as it concerns one reader.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Change {
    pub concerns: Audience,
    pub severity: Severity,
    pub of: Topic,
    /// `users.<name>.quota`: from the top of the subject; members of any name are `<name>`,
    /// those of lists `*`. Empty if it is of the whole.
    pub path: String,
    #[serde(flatten)]
    pub what: What,
    /// Where it is declared in the old version: `options.nix:12:5`.
    pub old: Vec<String>,
    /// Likewise in the new one.
    pub new: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub witness: Option<Witness>,
}

/// Whom a change concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// Who writes configurations.
    Operator,
    /// Who reads configurations as evaluated.
    Panel,
    /// Who writes applications: requests, policies, settings.
    Author,
}

/// How bad a change is, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// What was taken is refused; to a panel: a value comes that could not come before.
    Breaking,
    /// It could be, and nobody could decide it.
    PossiblyBreaking,
    /// What was taken is taken, and means something else.
    Changed,
    Compatible,
}

/// The part of a model in which something changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Topic {
    /// What the model says for itself, beside the parts below.
    Model,
    Configuration,
    Application(String),
    Request(String),
    Policy(String),
    Environment(String),
}

/// What changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum What {
    OptionAdded {
        required: bool,
    },
    OptionRemoved {
        /// Why, as the model says.
        reason: Option<String>,
        /// Whether values of free names take its place.
        free: bool,
    },
    OptionRenamed {
        to: String,
    },
    BecameRequired,
    BecameOptional,
    /// The default as JSON, or as the text that stands for it; none if there is none.
    DefaultChanged {
        was: Option<String>,
        is: Option<String>,
    },
    /// Some values are taken no more; others may be taken beside. Types are in words.
    TypeNarrowed {
        was: String,
        is: String,
        /// Values that are taken no more, as JSON.
        lost: Vec<String>,
    },
    /// More values are taken.
    TypeWidened {
        was: String,
        is: String,
        gained: Vec<String>,
    },
    /// The type is another, and which values it takes nobody can decide.
    TypeChanged {
        was: String,
        is: String,
    },
    /// What a function decides: a check, a coercion, what is made of the value.
    CodeChanged {
        code: String,
    },
    BecameReadOnly,
    BecameWritable,
    /// The model has its way: what operators say is not looked at.
    BecameFixed,
    /// What operators say counts.
    BecameFree,
    /// The model says it too, and both must go together.
    BecameShared,
    /// What the model said beside it is gone.
    BecameUnshared,
    /// What the model itself sets it to.
    DefinitionChanged,
    /// Values that no option declares are refused.
    Closed,
    /// They are taken.
    Opened,
    BecameSecret,
    BecameVisible,
    /// Title, description, example.
    WordsChanged,
    PartAdded,
    PartRemoved,
    OfferAdded {
        resource: String,
    },
    OfferRemoved {
        resource: String,
    },
    /// A configuration of the project, whatever the reason.
    ConfigurationRefused {
        file: String,
    },
}

/// A value that shows a break.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Witness {
    /// The whole value: a configuration, a request, a policy.
    pub value: serde_json::Value,
    /// Who found it taken by the old version and, to a panel, given by the new one.
    pub by: Judge,
    /// What the new version says of it.
    pub refusal: Vec<String>,
}

/// Who judged a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Judge {
    /// Both versions were evaluated with it.
    Evaluation,
    /// There is no model to evaluate: the types alone.
    Types,
}
