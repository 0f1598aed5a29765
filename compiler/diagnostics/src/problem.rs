//! What can be wrong, as facts: one enum a stage, one file an enum, its words beside it.

pub mod data;
pub mod evaluation;
pub mod options;
pub mod plan;
pub mod project;
pub mod schema;
pub mod scope;
pub mod syntax;
pub mod types;

use crate::{Code, Diagnostic};

/// A fault of the user's, of any stage.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Problem {
    Syntax(syntax::SyntaxProblem),
    Scope(scope::ScopeProblem),
    Evaluation(evaluation::EvaluationProblem),
    Options(options::OptionsProblem),
    Types(types::TypesProblem),
    Data(data::DataProblem),
    Plan(plan::PlanProblem),
    Project(project::ProjectProblem),
    Schema(schema::SchemaProblem),
}

impl Problem {
    /// The problem in words.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            Problem::Syntax(problem) => problem.diagnostic(),
            Problem::Scope(problem) => problem.diagnostic(),
            Problem::Evaluation(problem) => problem.diagnostic(),
            Problem::Options(problem) => problem.diagnostic(),
            Problem::Types(problem) => problem.diagnostic(),
            Problem::Data(problem) => problem.diagnostic(),
            Problem::Plan(problem) => problem.diagnostic(),
            Problem::Project(problem) => problem.diagnostic(),
            Problem::Schema(problem) => problem.diagnostic(),
        }
    }

    /// The code it is reported under.
    #[must_use]
    pub fn code(&self) -> Code {
        self.diagnostic().code
    }
}
