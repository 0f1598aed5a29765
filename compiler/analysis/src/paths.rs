//! Absolute paths as text, with `/`, without `.` and `..`: the keys of every table here.
//! Nothing in this file looks at a disk.

use fedic_eval::normal;

/// An absolute path from a folder and a path that may be relative.
pub(crate) fn join(folder: &str, path: &str) -> String {
    if path.starts_with('/') { normal(path) } else { normal(&format!("{folder}/{path}")) }
}

/// The folder a path lies in; none for the root.
pub(crate) fn parent(path: &str) -> Option<&str> {
    match path.rsplit_once('/') {
        Some(("", "")) | None => None,
        Some(("", _)) => Some("/"),
        Some((folder, _)) => Some(folder),
    }
}

/// The folder itself and all folders around it, inner first.
pub(crate) fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |path| parent(path))
}

/// Whether a path is a folder's or lies below it.
pub(crate) fn within(path: &str, folder: &str) -> bool {
    folder == "/" || fedic_eval::after_prefix(path, folder).is_some()
}

/// The path as a person in `folder` would write it.
#[must_use]
pub fn shown(path: &str, folder: &str) -> String {
    match path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')) {
        Some(rest) if folder != "/" => rest.to_owned(),
        Some(_) | None => path.to_owned(),
    }
}

/// The path as a file in `folder` would write it: `./b.nix`, `../a/b.nix`; absolute where
/// the two have nothing in common.
pub(crate) fn written(path: &str, folder: &str) -> String {
    let (mut up, mut around) = (0, folder);
    while !within(path, around) {
        up += 1;
        around = parent(around).unwrap_or("/");
    }
    let rest = shown(path, around);
    match up {
        _ if around == "/" => path.to_owned(),
        0 => format!("./{rest}"),
        _ => "../".repeat(up) + &rest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_written_as_in_a_file_nearby() {
        assert_eq!(written("/p/a/b.nix", "/p/a"), "./b.nix");
        assert_eq!(written("/p/b.nix", "/p/a/c"), "../../b.nix");
        assert_eq!(written("/q/b.nix", "/p"), "/q/b.nix");
    }

    #[test]
    fn dots_are_resolved_by_name() {
        assert_eq!(join("/a/b", "../c/./d//e"), "/a/c/d/e");
        assert_eq!(join("/a", "/x/.."), "/");
        assert_eq!(normal("/../.."), "/");
    }

    #[test]
    fn a_folder_holds_itself_and_what_is_below_but_not_its_namesakes() {
        assert!(within("/a/b", "/a") && within("/a", "/a") && within("/a", "/"));
        assert!(!within("/ab", "/a"));
        assert_eq!(ancestors("/a/b").collect::<Vec<_>>(), ["/a/b", "/a", "/"]);
    }
}
