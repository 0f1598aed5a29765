//! What is known of a value: its kind, and its parts as far as they are known too. Unknown is
//! always an answer, and nothing certain follows from it.

use fedic_diagnostics::Place;
use fedic_model::{TreeId, TypeId};
use std::sync::Arc;

/// What a value can be.
#[derive(Clone, Debug, PartialEq)]
pub enum Ty {
    Unknown,
    /// No value at all: `throw`.
    Never,
    Null,
    Bool,
    Int,
    Float,
    Number,
    String,
    Path,
    /// An option type, as a value.
    OptionType,
    List(Arc<Ty>),
    Set(Arc<SetTy>),
    Function(Arc<FunctionTy>),
    /// One of these.
    Union(Arc<[Ty]>),
    /// A type variable of a signature.
    Variable(Arc<str>),
    /// The value of an option of this type.
    Declared(TypeId),
    /// The values of these options.
    Options(TreeId),
}

/// A set, as far as its members are known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SetTy {
    /// What messages call it.
    pub name: Option<Arc<str>>,
    pub members: Vec<MemberTy>,
    /// What members not listed are; none if there are no others.
    pub rest: Option<Ty>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct MemberTy {
    pub name: Arc<str>,
    pub ty: Ty,
    pub optional: bool,
    pub at: Option<Place>,
}

/// A function of one argument.
#[derive(Clone, Debug, PartialEq)]
pub struct FunctionTy {
    /// The name it has in the library.
    pub name: Option<Arc<str>>,
    pub argument: Ty,
    pub result: Ty,
    pub pattern: Option<PatternTy>,
}

/// The pattern of a function written in the file.
#[derive(Clone, Debug, PartialEq)]
pub struct PatternTy {
    /// Each with whether it has a default.
    pub formals: Vec<(Arc<str>, bool)>,
    pub ellipsis: bool,
    pub at: Place,
}

impl Ty {
    pub(crate) fn list(element: Ty) -> Ty {
        Ty::List(Arc::new(element))
    }

    pub(crate) fn set(members: Vec<MemberTy>, rest: Option<Ty>) -> Ty {
        Ty::Set(Arc::new(SetTy { name: None, members, rest }))
    }

    pub(crate) fn open_set() -> Ty {
        Ty::set(Vec::new(), Some(Ty::Unknown))
    }

    pub(crate) fn function(argument: Ty, result: Ty) -> Ty {
        Ty::Function(Arc::new(FunctionTy { name: None, argument, result, pattern: None }))
    }

    /// One of several; unknown if any of them is.
    pub(crate) fn union(parts: impl IntoIterator<Item = Ty>) -> Ty {
        let mut all: Vec<Ty> = Vec::new();
        for part in parts {
            match part {
                Ty::Unknown => return Ty::Unknown,
                Ty::Never => {}
                Ty::Union(inner) => inner.iter().for_each(|ty| add(&mut all, ty.clone())),
                ty => add(&mut all, ty),
            }
            // Many kinds at once say nothing that could be told in a sentence.
            if all.len() > 8 {
                return Ty::Unknown;
            }
        }
        match all.len() {
            0 => Ty::Never,
            1 => all.remove(0),
            _ => Ty::Union(all.into()),
        }
    }

    /// The kind in words.
    pub(crate) fn words(&self) -> String {
        match self {
            Ty::Unknown | Ty::Variable(_) | Ty::Declared(_) => "a value".to_owned(),
            Ty::Never => "no value".to_owned(),
            Ty::Null => "null".to_owned(),
            Ty::Bool => "a Boolean".to_owned(),
            Ty::Int => "an integer".to_owned(),
            Ty::Float => "a floating-point number".to_owned(),
            Ty::Number => "a number".to_owned(),
            Ty::String => "a string".to_owned(),
            Ty::Path => "a path".to_owned(),
            Ty::OptionType => "an option type".to_owned(),
            Ty::List(element) => match &**element {
                Ty::Unknown | Ty::Variable(_) | Ty::Never => "a list".to_owned(),
                element => format!("a list of {}", element.plural()),
            },
            Ty::Set(_) | Ty::Options(_) => "an attribute set".to_owned(),
            Ty::Function(_) => "a function".to_owned(),
            Ty::Union(parts) => {
                let words: Vec<String> = parts.iter().map(Ty::words).collect();
                words.join(" or ")
            }
        }
    }

    fn plural(&self) -> &'static str {
        match self {
            Ty::Bool => "Booleans",
            Ty::Int => "integers",
            Ty::Float | Ty::Number => "numbers",
            Ty::String => "strings",
            Ty::Path => "paths",
            Ty::List(_) => "lists",
            Ty::Set(_) | Ty::Options(_) => "attribute sets",
            Ty::Function(_) => "functions",
            Ty::OptionType => "option types",
            Ty::Unknown | Ty::Never | Ty::Null | Ty::Union(_) | Ty::Variable(_) | Ty::Declared(_) => "values",
        }
    }
}

fn add(all: &mut Vec<Ty>, ty: Ty) {
    if !all.contains(&ty) {
        all.push(ty);
    }
}

impl SetTy {
    pub fn member(&self, name: &str) -> Option<&MemberTy> {
        self.members.iter().find(|member| &*member.name == name)
    }

    /// Whether it may be called, or stand for a string.
    pub(crate) fn may_have(&self, name: &str) -> bool {
        self.rest.is_some() || self.member(name).is_some()
    }
}
