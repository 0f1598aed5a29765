//! What any bytes may be given to. Each target comes to an end, whatever the bytes are: no panic,
//! no hang, no memory without bounds; and what always holds of its answer is asserted. Coverage-guided
//! fuzzing (`tests/fuzz`) and the bounded run of the tests drive the same functions.

use crate::engine::{self, Outcome};
use crate::workspace;
use fedic_analysis::{Analysis, Setup, with_big_stack};
use fedic_diagnostics::FileId;
use fedic_eval::Limits;
use fedic_hir::Dialect;

/// A name, and what is called with the bytes.
pub type Target = (&'static str, fn(&[u8]));

/// All targets.
pub const TARGETS: [Target; 4] =
    [("parse", parse), ("lower", lower), ("evaluate", evaluate), ("configuration", configuration)];

/// Text to a tree, which holds all of the text; every fault lies in it.
///
/// # Panics
/// When that does not hold.
pub fn parse(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let parsed = fedic_syntax::parse(text);
    assert_eq!(parsed.root().to_string(), text, "the tree holds all of the text");
    for fault in parsed.faults.iter() {
        let span = fault.span.start as usize..fault.span.end as usize;
        assert!(text.get(span).is_some(), "{fault:?} lies in the text");
    }
    let json = fedic_syntax::json::parse(text);
    drop(json);
}

/// Text to a body, also of text that is no Nix.
pub fn lower(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let parsed = fedic_syntax::parse(text);
    for pipe_operators in [false, true] {
        let dialect = Dialect { pipe_operators, ..Dialect::default() };
        let mut lowered = fedic_hir::lower(FileId(0), &parsed, dialect);
        fedic_hir::cut(&mut lowered, fedic_hir::Grain::Fine);
    }
}

/// Small bounds, which are met in a moment.
const LIMITS: Limits = Limits { steps: 200_000, depth_bytes: 64 << 20, bytes: 64 << 20 };

/// Text to a value or an error, in a world without files.
///
/// # Panics
/// When the evaluator does.
pub fn evaluate(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Outcome::Panic(message) = engine::evaluate_closed(text, LIMITS).outcome {
        panic!("{message}");
    }
}

/// JSON as the configuration of the catalogue, checked.
///
/// # Panics
/// When the project cannot be checked at all.
pub fn configuration(bytes: &[u8]) {
    thread_local! {
        static PROJECT: std::cell::RefCell<Option<Analysis>> = const { std::cell::RefCell::new(None) };
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let folder = workspace::root().join("model/nix/catalogue").display().to_string();
    let file = format!("{folder}/configuration.json");
    let mut analysis = PROJECT.take().unwrap_or_else(|| Analysis::new(Setup::system(&folder)));
    analysis.set_text(&file, Some(text));
    let analysis = with_big_stack(move || {
        let checked = analysis.check(&[]);
        assert!(checked.is_ok(), "the project is there");
        analysis
    });
    PROJECT.set(Some(analysis));
}
