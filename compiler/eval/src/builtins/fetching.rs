//! Builtins that fetch from elsewhere. An evaluation never leaves the machine: they are
//! there to be seen, and say why they will not.

use super::{BuiltinDef, function};
use crate::{During, Error, ErrorKind, Feature, Res};

pub(crate) const BUILTINS: &[BuiltinDef] = &[
    function("fetchGit", 1, |_, _| refuse("fetchGit")),
    function("fetchMercurial", 1, |_, _| refuse("fetchMercurial")),
    function("fetchTarball", 1, |_, _| refuse("fetchTarball")),
    function("fetchurl", 1, |_, _| refuse("fetchurl")),
    function("getFlake", 1, |cx, arguments| {
        cx.text_of(&arguments[0]).during("while evaluating the argument passed to builtins.getFlake")?;
        cx.options().features.require(Feature::Flakes)?;
        refuse("getFlake")
    }),
];

fn refuse<'a>(name: &str) -> Res<'a> {
    let message = format!(
        "builtins.{name} is not available: an evaluation fetches nothing; give the files by a path or an input of the project"
    );
    Err(Error::new(ErrorKind::Restricted, message))
}
