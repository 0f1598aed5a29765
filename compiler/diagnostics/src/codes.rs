//! The registry of codes: every fault that fedic reports, by number and name.
//!
//! A number is never used again. Each code has a page in `codes/`, which
//! `fedic explain` prints and which a test reads for its examples.
//! F00xx syntax · F01xx scope · F02xx evaluation · F03xx options and modules ·
//! F04xx types · F05xx data of configurations · F06xx plans · F07xx projects and files ·
//! F08xx limits · F09xx lints · F10xx schemas.

use crate::Severity;

macro_rules! codes {
    ($($variant:ident $number:literal $name:literal $severity:ident;)*) => {
        /// A fault by name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = concat!("F", $number, " ", $name)] $variant,)*
        }

        impl Code {
            /// Every code, by number.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// `F` and four digits.
            #[must_use]
            pub const fn number(self) -> &'static str {
                match self { $(Code::$variant => concat!("F", $number),)* }
            }

            /// The kebab-case name that states the fault.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// The severity unless a project's lints say otherwise.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }

            /// The page that explains it, as Markdown.
            #[must_use]
            pub const fn page(self) -> &'static str {
                match self { $(Code::$variant => include_str!(concat!("../codes/F", $number, ".md")),)* }
            }
        }
    };
}

codes! {
    SyntaxError "0001" "syntax-error" Error;
    ExperimentalOperator "0002" "experimental-operator" Error;
    TooDeep "0003" "too-deep" Error;
    UndefinedVariable "0101" "undefined-variable" Error;
    DuplicateAttribute "0102" "duplicate-attribute" Error;
    DuplicateFormal "0103" "duplicate-formal" Error;
    DynamicName "0104" "dynamic-name" Error;
    OldOr "0105" "or-as-variable" Warning;
    EvaluationFailed "0201" "evaluation-failed" Error;
    InfiniteRecursion "0202" "infinite-recursion" Error;
    MissingImport "0203" "missing-import" Error;
    UnknownOption "0301" "unknown-option" Error;
    WrongType "0302" "wrong-type" Error;
    MissingValue "0303" "missing-value" Error;
    ConflictingDefinitions "0304" "conflicting-definitions" Error;
    NotUnique "0305" "not-unique" Error;
    ReadOnly "0306" "read-only" Error;
    WrongClass "0307" "wrong-class" Error;
    UnknownTag "0308" "unknown-tag" Error;
    SeveralTags "0309" "several-tags" Error;
    NoTag "0310" "no-tag" Error;
    DeclaredTwice "0311" "declared-twice" Error;
    OptionAndGroup "0312" "option-and-group" Error;
    NotAnOption "0313" "not-an-option" Error;
    NotASet "0314" "not-a-set" Error;
    NotAModule "0315" "not-a-module" Error;
    StrayAttribute "0316" "stray-attribute" Error;
    MissingModuleArgument "0317" "missing-module-argument" Error;
    UnknownTarget "0318" "unknown-target" Error;
    RecursiveOption "0319" "recursive-option" Error;
    FailedAssertion "0320" "failed-assertion" Error;
    ConfigurationWarning "0321" "configuration-warning" Warning;
    DeprecatedOption "0322" "deprecated-option" Warning;
    UnreachableAlternative "0323" "unreachable-alternative" Warning;
    UnknownAnnotation "0324" "unknown-annotation" Warning;
    UnknownAttribute "0401" "unknown-attribute" Error;
    NoMembers "0402" "no-members" Error;
    WrongOperand "0403" "wrong-operand" Error;
    WrongArgument "0404" "wrong-argument" Error;
    MissingArgument "0405" "missing-argument" Error;
    UnexpectedArgument "0406" "unexpected-argument" Error;
    NotAFunction "0407" "not-a-function" Error;
    RefusedMember "0501" "refused-member" Error;
    DuplicateMember "0502" "duplicate-member" Error;
    NotText "0503" "not-text" Error;
    NumberOutOfRange "0504" "number-out-of-range" Error;
    CodeInData "0505" "code-in-data" Error;
    UnofferedKind "0601" "unoffered-kind" Error;
    UnservedRequest "0602" "unserved-request" Warning;
    DroppedRequest "0603" "dropped-request" Warning;
    MissingFile "0701" "missing-file" Error;
    NotUtf8 "0702" "not-utf8" Error;
    FileTooLarge "0703" "file-too-large" Error;
    ManifestSyntax "0704" "manifest-syntax" Error;
    UnknownManifestKey "0705" "unknown-manifest-key" Error;
    WrongManifestValue "0706" "wrong-manifest-value" Error;
    NoProject "0707" "no-project" Error;
    NotChosen "0708" "not-chosen" Error;
    NotKnown "0709" "not-known" Error;
    NotAModel "0710" "not-a-model" Error;
    NotAPlan "0711" "not-a-plan" Error;
    NotOptions "0712" "not-options" Error;
    OrphanAnnotation "0713" "orphan-annotation" Error;
    LimitReached "0801" "limit-reached" Error;
    UnusedBinding "0901" "unused-binding" Warning;
    NotJson "1001" "not-json" Error;
    WiderSchema "1002" "wider-schema" Error;
}

impl Code {
    /// The code with this number (`F0301`, any case) or name (`unknown-option`).
    #[must_use]
    pub fn find(text: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.number().eq_ignore_ascii_case(text) || code.name() == text)
    }
}
