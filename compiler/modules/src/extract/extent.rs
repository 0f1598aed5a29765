//! How much of a model is read: all of it, or what one question needs.

/// How much of a model is read. What lies outside is not evaluated.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Extent {
    #[default]
    Whole,
    /// The same for who wants to know what is declared, and whether anything is wrong: of places that
    /// expect something little is told.
    Declared,
    /// Everything but what the other extents read.
    Frame,
    /// The type of configurations and the operator's front: what takes all applications
    /// together, each with its options.
    Front,
    /// These members of `applications` alone.
    Applications(Vec<String>),
    /// These members of `environments` alone.
    Environments(Vec<String>),
}

impl Extent {
    /// Whether what is at a path of options is read.
    pub(super) fn has(&self, path: &[String]) -> bool {
        let first = path.first().map(String::as_str);
        let among = |table: &str, names: &[String]| {
            first == Some(table) && path.get(1).is_none_or(|name| names.contains(name))
        };
        let front = matches!(first, Some("configuration" | "operator"));
        match self {
            Extent::Whole | Extent::Declared => true,
            Extent::Frame => {
                !front && (!matches!(first, Some("applications" | "environments")) || path.len() < 2)
            }
            Extent::Front => front,
            Extent::Applications(names) => among("applications", names),
            Extent::Environments(names) => among("environments", names),
        }
    }

    /// Whether definitions at a path are told what is expected of them. Those of a whole table are
    /// by the frame: each part would say the same again of the files of all others.
    pub(super) fn expects(&self, path: &[String]) -> bool {
        match self {
            Extent::Whole | Extent::Declared | Extent::Frame | Extent::Front => true,
            Extent::Applications(_) | Extent::Environments(_) => path.len() > 1,
        }
    }

    /// Whether a member of a table of the data model is read.
    pub(super) fn has_member(&self, table: &str, name: &str) -> bool {
        self.has(&[table.to_owned(), name.to_owned()])
    }
}
