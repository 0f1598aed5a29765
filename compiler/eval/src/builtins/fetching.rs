//! Builtins that fetch from elsewhere. An evaluation never leaves the machine: they are
//! there to be seen, and say why they will not.

use super::{BuiltinDef, function};
use crate::{Error, ErrorKind, Evaluator, Res};

pub(crate) const BUILTINS: &[BuiltinDef] = &[
    function("fetchGit", 1, |cx, _| refuse(cx, "fetchGit")).global(),
    function("fetchMercurial", 1, |cx, _| refuse(cx, "fetchMercurial")).global(),
    function("fetchTarball", 1, |cx, _| refuse(cx, "fetchTarball")).global(),
    function("fetchurl", 1, |cx, _| refuse(cx, "fetchurl")),
    function("getFlake", 1, |cx, _| refuse(cx, "getFlake")),
];

fn refuse<'a>(_: &'a Evaluator<'a>, name: &str) -> Res<'a> {
    let message = format!(
        "builtins.{name} is not available: an evaluation fetches nothing; give the files by a path or an input of the project"
    );
    Err(Error::new(ErrorKind::Restricted, message))
}
