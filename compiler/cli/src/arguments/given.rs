//! Arguments for functions on the way, in the order of the call: the last of a name counts, however
//! it was given. clap keeps the values of each option apart, so the order is put together from
//! where they stood.

use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches, ValueHint};

/// All that was given, in its order.
#[derive(Clone, Debug, Default)]
pub(crate) struct GivenArguments(pub(crate) Vec<GivenArgument>);

/// A name and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum GivenArgument {
    Expression(String, String),
    Text(String, String),
    /// The text of the file at a path.
    File(String, String),
}

/// Makes an argument from its name and its value.
type Make = fn(String, String) -> GivenArgument;

const OPTIONS: [(&str, &str, &str, Make); 3] = [
    ("arg", "EXPR", "Give an expression as an argument to functions on the way", GivenArgument::Expression),
    ("argstr", "TEXT", "Give a string as an argument to functions on the way", GivenArgument::Text),
    (
        "arg-from-file",
        "FILE",
        "Give the text of a file as an argument to functions on the way",
        GivenArgument::File,
    ),
];

impl Args for GivenArguments {
    fn augment_args(command: Command) -> Command {
        OPTIONS.iter().fold(command, |command, &(name, value, help, _)| {
            let hint = if value == "FILE" { ValueHint::FilePath } else { ValueHint::Unknown };
            command.arg(
                Arg::new(name)
                    .long(name)
                    .num_args(2)
                    .value_names(["NAME", value])
                    .value_hint(hint)
                    .action(ArgAction::Append)
                    .help(help),
            )
        })
    }

    fn augment_args_for_update(command: Command) -> Command {
        GivenArguments::augment_args(command)
    }
}

impl FromArgMatches for GivenArguments {
    fn from_arg_matches(matches: &ArgMatches) -> Result<GivenArguments, clap::Error> {
        let mut given: Vec<(usize, GivenArgument)> = Vec::new();
        for (option, _, _, make) in OPTIONS {
            let words = matches.get_many::<String>(option).into_iter().flatten();
            let places = matches.indices_of(option).into_iter().flatten();
            let words: Vec<(usize, &String)> = places.zip(words).collect();
            given.extend(
                words.chunks_exact(2).map(|pair| (pair[0].0, make(pair[0].1.clone(), pair[1].1.clone()))),
            );
        }
        given.sort_by_key(|(place, _)| *place);
        Ok(GivenArguments(given.into_iter().map(|(_, argument)| argument).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = GivenArguments::from_arg_matches(matches)?;
        Ok(())
    }
}
