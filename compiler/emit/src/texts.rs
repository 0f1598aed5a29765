//! The words of an option, as every format shows them.

use crate::title::title;
use fedic_model::OptionDecl;

/// The title of an option: its own, else its name as words.
pub(crate) fn title_of(option: &OptionDecl) -> String {
    option.ui.title.clone().unwrap_or_else(|| title(&option.name))
}

/// A description as CommonMark: the roles of option documentation become plain code.
pub(crate) fn description(text: &str) -> String {
    let mut plain = text.trim_end().to_owned();
    if plain.contains("}`") {
        for role in ["{option}`", "{var}`", "{file}`", "{command}`", "{env}`", "{manpage}`"] {
            plain = plain.replace(role, "`");
        }
    }
    plain
}
