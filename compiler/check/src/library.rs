//! The type of `lib`, of what was read from the library's own files when fedic was built.

mod reading;

use crate::{
    signature::{named, parse_type, signature},
    ty::{MemberTy, SetTy, Ty},
};
pub use reading::{LibraryFile, library_names};
use std::{
    collections::BTreeSet,
    sync::{Arc, OnceLock},
};

/// What is known of `lib`.
#[derive(Clone, Debug, PartialEq)]
pub struct Library {
    pub(crate) lib: Ty,
}

impl Default for Library {
    /// Of a `lib` that is not fedic's own, nothing is known.
    fn default() -> Library {
        Library { lib: Ty::Unknown }
    }
}

impl Library {
    /// What [`library_names`] wrote of the names. Of a name that is not wanted it is known that it
    /// is there; of a topic none of whose names is wanted nothing is known.
    #[must_use]
    pub fn read(names: &str, wanted: &dyn Fn(&str) -> bool) -> Library {
        let lines = || names.lines().map(Line::of);
        let asked = lines().filter_map(|line| match line {
            Line::Topic(name) => wanted(name).then_some(name),
            Line::Other(name, topic) => topic.filter(|_| wanted(name)),
            Line::Name(..) | Line::More => None,
        });
        let asked: BTreeSet<&str> = asked.collect();
        let mut topics: Vec<(&str, Option<SetTy>)> = Vec::new();
        let mut others = Vec::new();
        for line in lines() {
            let open = topics.last_mut().and_then(|(_, set)| set.as_mut());
            match (line, open) {
                (Line::Topic(name), _) => {
                    let set = || SetTy { name: Some(format!("`lib.{name}`").into()), ..SetTy::default() };
                    topics.push((name, asked.contains(name).then(set)));
                }
                (Line::Name(name, signature), Some(set)) => {
                    let signature = signature.filter(|_| wanted(name));
                    set.members
                        .push(member(name, signature.map_or(Ty::Unknown, |line| declared(name, line))));
                }
                (Line::More, Some(set)) => set.rest = Some(Ty::Unknown),
                (Line::Other(name, topic), _) => others.push((name, topic)),
                (Line::Name(..) | Line::More, None) => {}
            }
        }
        if topics.is_empty() {
            return Library::default();
        }
        let others: Vec<MemberTy> = others
            .iter()
            .map(|&(name, topic)| {
                let set = topics.iter().find(|(it, _)| topic == Some(it)).and_then(|(_, set)| set.as_ref());
                let ty = set.and_then(|set| set.member(name)).map(|member| member.ty.clone());
                member(name, ty.unwrap_or(Ty::Unknown))
            })
            .collect();
        let topic = |(name, set): (&str, Option<SetTy>)| {
            member(name, set.map_or(Ty::Unknown, |set| Ty::Set(Arc::new(set))))
        };
        let mut members: Vec<MemberTy> = topics.into_iter().map(topic).collect();
        members.extend(others);
        members.extend(["extend", "lib"].map(|name| member(name, Ty::Unknown)));
        Library { lib: Ty::Set(Arc::new(SetTy { name: Some("`lib`".into()), members, rest: None })) }
    }

    /// The signature of a function of the library by its path: `lists.map`, `map`.
    #[must_use]
    pub fn find(&self, path: &[&str]) -> Option<&Ty> {
        path.iter().try_fold(&self.lib, |ty, name| match ty {
            Ty::Set(set) => set.member(name).map(|member| &member.ty),
            _ => None,
        })
    }
}

/// What `builtins` has: `name : signature — sentence`.
pub const BUILTINS: &str = include_str!("library/builtins.txt");

/// `builtins`: the names that are there; for who only guesses, with what is written of each.
pub(crate) fn builtins(guesses: bool) -> &'static Ty {
    static NAMES: OnceLock<Ty> = OnceLock::new();
    static SIGNATURES: OnceLock<Ty> = OnceLock::new();
    let set = |ty: fn(&str) -> Ty| {
        let names = fedic_hir::globals::GLOBALS.iter().map(|name| name.strip_prefix("__").unwrap_or(name));
        let members = names.map(|name| member(name, ty(name))).collect();
        Ty::Set(Arc::new(SetTy { name: Some("`builtins`".into()), members, rest: None }))
    };
    match guesses {
        false => NAMES.get_or_init(|| set(|_| Ty::Unknown)),
        true => SIGNATURES.get_or_init(|| set(builtin)),
    }
}

/// What is written of the type of a member of `builtins`.
pub(crate) fn builtin(name: &str) -> Ty {
    let written = BUILTINS.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(" : "));
    let signature = written.map(|line| line.split_once(" — ").map_or(line, |(signature, _)| signature));
    signature.and_then(|text| parse_type(text).ok()).unwrap_or(Ty::Unknown)
}

fn member(name: &str, ty: Ty) -> MemberTy {
    MemberTy { name: name.into(), ty, optional: false, at: None }
}

/// The type that a signature declares.
fn declared(name: &str, line: &str) -> Ty {
    signature(line).map_or(Ty::Unknown, |(_, ty)| named(name, ty))
}

/// A line of what [`library_names`] wrote.
enum Line<'n> {
    Topic(&'n str),
    /// Of the topic above, with its signature.
    Name(&'n str, Option<&'n str>),
    /// The topic above has more names.
    More,
    /// A name of `lib` itself, and the topic that it is from.
    Other(&'n str, Option<&'n str>),
}

impl<'n> Line<'n> {
    fn of(line: &'n str) -> Line<'n> {
        let parts = |rest: &'n str| match rest.split_once(' ') {
            Some((name, more)) => (name, Some(more)),
            None => (rest, None),
        };
        if let Some(rest) = line.strip_prefix("= ") {
            let (name, topic) = parts(rest);
            return Line::Other(name, topic);
        }
        match line.strip_prefix(' ').map(parts) {
            Some(("*", _)) => Line::More,
            Some((name, signature)) => Line::Name(name, signature),
            None => Line::Topic(line),
        }
    }
}

/// The `/** … */` that ends right before an offset.
pub fn comment(text: &str, offset: usize) -> Option<&str> {
    let before = text.get(..offset)?.trim_end().strip_suffix("*/")?;
    let start = before.rfind("/*")?;
    before[start..].strip_prefix("/**")
}

/// The line of a comment that is a signature.
pub fn signature_line(comment: &str) -> Option<&str> {
    comment.lines().map(str::trim).find(|line| {
        line.split_once(" : ")
            .is_some_and(|(name, _)| !name.is_empty() && !name.contains(char::is_whitespace))
    })
}
