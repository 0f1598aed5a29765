//! The operations behind natives: what a number that the evaluator carries around means.

macro_rules! operations {
    ($($(#[$doc:meta])* $name:ident $arity:literal;)*) => {
        /// An operation on an object of the session; with its number of arguments where it is
        /// a function (0 for those that only make values).
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u16)]
        pub(crate) enum Op { $($(#[$doc])* $name,)* }

        impl Op {
            const ALL: &'static [(Op, usize)] = &[$((Op::$name, $arity),)*];
        }
    };
}

operations! {
    // Members of a type.
    TypeName 0;
    TypeCheckRecord 0;
    TypeMergeRecord 0;
    TypeDescription 0;
    TypeDescriptionClass 0;
    TypeEmptyValue 0;
    TypeSubModules 0;
    TypeFunctor 0;
    TypePayload 0;
    TypeNested 0;
    TypeCheck 1;
    TypeCheckSelf 2;
    TypeMerge 2;
    TypeMergeSelf 3;
    TypeMergeV2 1;
    TypeTypeMerge 1;
    TypeSubOptions 1;
    TypeSubst 1;
    FunctorType 1;
    FunctorBinary 2;
    /// A parameter of two submodule types; the object says whether it is `specialArgs`.
    Agree 3;
    MergeTagOptions 3;
    // A merge of definitions.
    SiteValue 0;
    SiteOptional 0;
    SiteUnchecked 0;
    SiteMeta 0;
    SitePlainMeta 0;
    SiteHeadError 0;
    SiteHeadMessage 0;
    SiteIsDefined 0;
    SiteDefsFinal 0;
    SitePriority 0;
    FunctionBody 2;
    AnythingBody 1;
    // The tree of options.
    MemberConfig 0;
    MemberOptions 0;
    GroupConfig 0;
    /// What a level has beside what is declared, and a name of it.
    GroupFree 0;
    FreeMember 0;
    GroupOptions 0;
    // An option.
    OptionFull 0;
    OptionValue 0;
    OptionMerged 0;
    OptionDefinitions 0;
    OptionFiles 0;
    OptionDefsWithLocations 0;
    OptionIsDefined 0;
    OptionPriority 0;
    OptionMeta 0;
    OptionLoc 0;
    OptionPositions 0;
    OptionToString 1;
    // An evaluation.
    OwnConfig 0;
    /// What the module system says under `_module`: of an evaluation, of a submodule's name.
    OwnDefinitions 0;
    NameDefinition 0;
    OwnOptions 0;
    Config 0;
    Options 0;
    ModulePart 0;
    Graph 0;
    UnmatchedList 0;
    EvaluationType 0;
    Extend 1;
    ModuleArgument 0;
    // Texts and lists of locations, made when they are asked for.
    ViaFile 0;
    FileText 0;
    LastPart 0;
    LocValue 0;
    BelowRoot 0;
    /// A name that two sets of a freeform evaluation have.
    Updated 0;
    Lib 0;
    // What the embedded library binds by name.
    /// A package, called.
    Package 1;
    Record 3;
    /// A deployment's wrong targets: where, the definition, the known ones; the message.
    RefuseTarget 4;
    /// A set of options and their values: the values but those that nobody defines.
    WithoutUnset 2;
    /// A text that two types have in common if they are one.
    TypeIdentity 1;
    MakeEnum 1;
    MakeSeparated 1;
    MakeIntBetween 2;
    MakeNullOr 1;
    MakeListOf 1;
    MakeAttrsWith 1;
    MakeAttrTag 1;
    MakeSubmoduleWith 1;
    MakeDeferredWith 1;
    MakeFunctionTo 1;
    MakeEither 2;
    MakeCoercedTo 3;
    MakeUnique 2;
    EvalModules 2;
    Discharge 1;
    PushDown 1;
    UnifyModule 1;
    CollectModules 1;
    MergeModules 3;
    MergeDefinitions 3;
    MergeOptionDecls 2;
    EvalOptionValue 3;
    FixupOptionType 2;
    MergeDefaultCalls 3;
}

impl Op {
    /// The operation with this number.
    pub(crate) fn of(number: u16) -> Op {
        Op::ALL[usize::from(number)].0
    }

    /// How many arguments it takes as a function.
    pub(crate) fn arity(self) -> usize {
        Op::ALL[self as usize].1
    }
}
