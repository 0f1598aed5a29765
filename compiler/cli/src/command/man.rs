//! `fedic man`: manual pages, made from the same table as the help.

use crate::arguments::{Arguments, ManArguments};
use crate::output::{self, Status};
use clap::{Command, CommandFactory};
use clap_mangen::Man;
use std::path::Path;

/// Prints a page, or writes all of them to a folder.
pub(crate) fn run(arguments: &ManArguments) -> Status {
    let mut pages = pages().into_iter();
    if let Some(folder) = &arguments.out {
        return write(folder, pages);
    }
    let name = arguments.command.as_ref().map_or_else(|| "fedic".to_owned(), |it| format!("fedic-{it}"));
    match pages.find(|page| page.name == name) {
        Some(page) => output::answer(&page.text),
        None => {
            output::say(&format!(
                "fedic: there is no command to tell of in `{name}`; `fedic help` lists all"
            ));
            Status::Usage
        }
    }
}

struct Page {
    /// `fedic` or `fedic-check`.
    name: String,
    text: String,
}

fn pages() -> Vec<Page> {
    let fedic = Arguments::command().disable_help_subcommand(true);
    let commands = fedic.get_subcommands().map(|it| {
        let name = format!("fedic-{}", it.get_name());
        let call = format!("fedic {}", it.get_name());
        it.clone().display_name(name).bin_name(call)
    });
    std::iter::once(fedic.clone()).chain(commands).map(page).collect()
}

fn page(command: Command) -> Page {
    let name = command.get_display_name().unwrap_or("fedic").to_owned();
    let mut text = Vec::new();
    if Man::new(command).render(&mut text).is_err() {
        unreachable!("memory takes all that is written to it");
    }
    Page { name, text: String::from_utf8_lossy(&text).into_owned() }
}

fn write(folder: &str, pages: impl Iterator<Item = Page>) -> Status {
    if let Err(error) = std::fs::create_dir_all(folder) {
        output::say(&format!("fedic: cannot make the folder `{folder}`: {error}"));
        return Status::Usage;
    }
    pages
        .map(|page| {
            let path = Path::new(folder).join(format!("{}.1", page.name));
            output::write_file(&path.to_string_lossy(), &page.text)
        })
        .max()
        .unwrap_or(Status::Fine)
}
