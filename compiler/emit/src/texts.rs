//! The words of an option, as every format shows them.

use crate::title::title;
use fedic_model::{Interface, OptionDecl, Ui, Value};

/// The title of an option: its own, else its name as words.
pub(crate) fn title_of(option: &OptionDecl) -> String {
    option.ui.title.clone().unwrap_or_else(|| title(&option.name))
}

/// The values that an option's are chosen from and that have titles, with these.
pub(crate) fn choices<'a>(interface: &'a Interface, option: &'a OptionDecl) -> Vec<(&'a Value, &'a str)> {
    if option.ui.enum_titles.is_empty() {
        return Vec::new();
    }
    let titled = |value: &'a Value| Some((value, option.ui.title_of_value(&Ui::value_name(&value.data()?))?));
    interface.choices(option.ty).unwrap_or_default().into_iter().filter_map(titled).collect()
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
