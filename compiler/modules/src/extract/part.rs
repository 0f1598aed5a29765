//! Which part of a model is read: all of it, or what one question needs.

/// A part of a model. What is outside of it is not evaluated.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Part {
    #[default]
    Whole,
    /// Everything but what stands in `applications` and `environments`.
    Frame,
    /// These members of `applications` alone.
    Applications(Vec<String>),
    /// These members of `environments` alone.
    Environments(Vec<String>),
}

impl Part {
    /// Whether what is at a path of options belongs to the part.
    pub(super) fn has(&self, path: &[String]) -> bool {
        let first = path.first().map(String::as_str);
        let among = |table: &str, names: &[String]| {
            first == Some(table) && path.get(1).is_none_or(|name| names.contains(name))
        };
        match self {
            Part::Whole => true,
            Part::Frame => !matches!(first, Some("applications" | "environments")) || path.len() < 2,
            Part::Applications(names) => among("applications", names),
            Part::Environments(names) => among("environments", names),
        }
    }

    /// Whether members of a table of the data model belong to the part.
    pub(super) fn has_member(&self, table: &str, name: &str) -> bool {
        self.has(&[table.to_owned(), name.to_owned()])
    }
}
