//! The files inside the binary: `lib`, the data model and the catalogue, at paths below
//! `/fedic`, and what of the language is written in Nix. They have been parsed and lowered
//! already, and nothing of that is read before it is asked for.

use fedic_eval::FileKind;
use fedic_hir::Stored;
use std::sync::OnceLock;

/// Where embedded files appear to live.
pub(crate) const ROOT: &str = "/fedic";
pub(crate) const CATALOGUE: &str = "/fedic/catalogue";
pub(crate) const MODEL: &str = "/fedic/model";

/// An embedded file.
#[derive(Debug)]
pub(crate) struct File {
    path: &'static str,
    pub(crate) text: &'static str,
    /// What lowering made of it; empty where that is still to be done.
    stored: &'static [u8],
}

/// Sorted by path.
static FILES: &[File] = &include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The names of `lib` and their signatures.
pub(crate) static LIBRARY: &str = include_str!(concat!(env!("OUT_DIR"), "/library"));

/// What was read of them, by their places in [`FILES`].
static STORED: [OnceLock<Stored>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];

impl File {
    /// Where the file stands among all.
    pub(crate) fn index(&self) -> Option<usize> {
        FILES.binary_search_by(|it| it.path.cmp(self.path)).ok()
    }

    /// The file as it has been lowered, unless that is still to be done.
    pub(crate) fn stored(&self) -> Option<&'static Stored> {
        let index = self.index()?;
        (!self.stored.is_empty()).then(|| STORED[index].get_or_init(|| Stored::open(self.stored)))
    }
}

/// Whether a path belongs to the embedded files, present or not.
#[must_use]
pub fn owns(path: &str) -> bool {
    path.strip_prefix(ROOT)
        .and_then(|rest| rest.strip_prefix('/'))
        .and_then(|rest| rest.split('/').next())
        .is_some_and(|first| matches!(first, "lib" | "model" | "catalogue" | "nix"))
        || path == fedic_eval::DERIVATION
}

/// The path of the file that stands at this place among all.
pub(crate) fn path(index: usize) -> Option<&'static str> {
    FILES.get(index).map(|file| file.path)
}

/// The file at a path.
pub(crate) fn file(path: &str) -> Option<&'static File> {
    FILES.binary_search_by(|it| it.path.cmp(path)).ok().map(|index| &FILES[index])
}

/// What is at a path.
pub(crate) fn kind(path: &str) -> Option<FileKind> {
    if file(path).is_some() {
        Some(FileKind::Regular)
    } else {
        files_below(path).next().map(|_| FileKind::Directory)
    }
}

/// The names in a folder, sorted; `None` if it is none.
pub(crate) fn list(path: &str) -> Option<Vec<(String, FileKind)>> {
    let mut names: Vec<(String, FileKind)> = files_below(path)
        .map(|rest| match rest.split_once('/') {
            Some((folder, _)) => (folder.to_owned(), FileKind::Directory),
            None => (rest.to_owned(), FileKind::Regular),
        })
        .collect();
    names.sort_by(|left, right| left.0.cmp(&right.0));
    names.dedup();
    (!names.is_empty()).then_some(names)
}

/// The files below a folder, their paths relative to it.
pub(crate) fn files_below(folder: &str) -> impl Iterator<Item = &'static str> + use<> {
    let prefix = format!("{folder}/");
    let start = FILES.partition_point(|file| file.path < prefix.as_str());
    FILES[start..].iter().map_while(move |file| file.path.strip_prefix(prefix.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use fedic_diagnostics::FileId;
    use fedic_hir::{Dialect, Grain, cut, lower};
    use std::sync::Arc;

    #[test]
    fn the_table_is_sorted_so_that_it_can_be_searched() {
        assert!(FILES.windows(2).all(|pair| pair[0].path < pair[1].path));
    }

    #[test]
    fn what_was_stored_is_what_lowering_gives() {
        let mut looked = 0;
        for file in FILES.iter().filter(|file| file.path.ends_with(".nix")) {
            let dialect = Dialect { embedded: true, ..Dialect::default() };
            let mut lowered = lower(FileId(0), &fedic_syntax::parse(file.text), dialect);
            let names = lowered.body.names.clone();
            cut(&mut lowered, Grain::Coarse);
            let stored = file.stored().expect("an embedded file has no problems");
            assert_eq!(**stored.names(), *names, "{}", file.path);
            assert_eq!(**stored.source_map(), lowered.source_map, "{}", file.path);
            let whole = lowered.sections.is_empty().then(|| Arc::new(lowered.body));
            for section in lowered.sections.iter().chain(&whole) {
                let read = stored.section(section.section).expect("a section of the file");
                assert_eq!(read, section, "{}", file.path);
                looked += 1;
            }
        }
        assert!(looked > 1_000, "{looked} sections");
    }

    #[test]
    fn only_its_own_folders_are_taken_from_the_disk() {
        assert!(owns("/fedic/lib/default.nix") && owns("/fedic/lib"));
        assert!(!owns("/fedic") && !owns("/fedic/library") && !owns("/fedication/lib"));
    }
}
