//! The files inside the binary: `lib`, the data model and the catalogue, at paths below
//! `/fedic`. Nothing is read or parsed before it is asked for.

use fedic_eval::FileKind;

/// Where embedded files appear to live.
pub(crate) const ROOT: &str = "/fedic";
pub(crate) const CATALOGUE: &str = "/fedic/catalogue";

/// Paths and texts, sorted by path.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// Whether a path belongs to the embedded files, present or not.
#[must_use]
pub fn owns(path: &str) -> bool {
    path.strip_prefix(ROOT)
        .and_then(|rest| rest.strip_prefix('/'))
        .and_then(|rest| rest.split('/').next())
        .is_some_and(|first| matches!(first, "lib" | "model" | "catalogue"))
}

/// The text at a path.
pub(crate) fn text(path: &str) -> Option<&'static str> {
    FILES.binary_search_by(|(it, _)| (*it).cmp(path)).ok().map(|index| FILES[index].1)
}

/// What is at a path.
pub(crate) fn kind(path: &str) -> Option<FileKind> {
    if text(path).is_some() {
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
    let start = FILES.partition_point(|(path, _)| *path < prefix.as_str());
    FILES[start..].iter().map_while(move |(path, _)| path.strip_prefix(prefix.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_so_that_it_can_be_searched() {
        assert!(FILES.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }

    #[test]
    fn only_its_own_folders_are_taken_from_the_disk() {
        assert!(owns("/fedic/lib/default.nix") && owns("/fedic/lib"));
        assert!(!owns("/fedic") && !owns("/fedic/library") && !owns("/fedication/lib"));
    }
}
