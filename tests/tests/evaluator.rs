//! What the evaluator promises beyond values: limits that end in an error, the cycle of an
//! infinite recursion, the origin of a value, one error for one fault, work that is counted.

use fedic_diagnostics::problem::evaluation::EvaluationProblem;
use fedic_diagnostics::{FileId, Place, Problem, SectionId};
use fedic_eval::{
    ErrorKind, Evaluator, Failure, FileKind, Limit, Limits, LoadError, LoadedFile, Loader, Options, Store,
    Value,
};
use fedic_hir::{Body, Dialect, Grain, SourceMap};
use std::cell::RefCell;
use std::sync::Arc;

/// One text, and nothing else in the world.
struct Alone {
    text: String,
    file: LoadedFile,
    map: SourceMap,
    sections: Vec<Arc<Body>>,
    ticks: RefCell<u32>,
}

impl Alone {
    fn new(text: &str) -> Alone {
        let parsed = fedic_syntax::parse(text);
        let mut lowered = fedic_hir::lower(FileId(0), &parsed, Dialect::default());
        fedic_hir::cut(&mut lowered, Grain::Fine);
        assert!(lowered.problems.is_empty(), "{:?}", lowered.problems);
        let file = LoadedFile {
            file: FileId(0),
            path: "/text.nix".into(),
            body: lowered.sections.first().cloned().unwrap_or_else(|| Arc::new(lowered.body)),
            names: None,
            problems: Arc::new([]),
            embedded: false,
        };
        let (map, sections) = (lowered.source_map, lowered.sections);
        Alone { text: text.to_owned(), file, map, sections, ticks: RefCell::new(u32::MAX) }
    }

    fn text_at(&self, place: Place) -> &str {
        let span = self.map.span(place.node).expect("the node exists");
        &self.text[span.start as usize..span.end as usize]
    }

    fn fails(&self, options: Options) -> Failure {
        let store = Store::new();
        let evaluator = Evaluator::new(&store, self, options);
        let result =
            evaluator.eval_file(self.file.clone(), "/").and_then(|value| evaluator.deep_force(value));
        result.expect_err("it cannot succeed")
    }
}

impl Loader for Alone {
    fn nix_file(&self, _: &str) -> Result<LoadedFile, LoadError> {
        Err(LoadError::Missing)
    }
    fn section(&self, _: FileId, section: SectionId) -> Arc<Body> {
        self.sections.iter().find(|it| it.section == section).expect("a section of the text").clone()
    }
    fn read(&self, _: &str) -> Result<Arc<[u8]>, LoadError> {
        Err(LoadError::Missing)
    }
    fn list(&self, _: &str) -> Result<Vec<(String, FileKind)>, LoadError> {
        Err(LoadError::Missing)
    }
    fn kind(&self, _: &str) -> Result<Option<FileKind>, LoadError> {
        Ok(None)
    }
    fn link(&self, _: &str) -> Result<String, LoadError> {
        Err(LoadError::Missing)
    }
    fn is_executable(&self, _: &str) -> Result<bool, LoadError> {
        Err(LoadError::Missing)
    }
    fn search(&self, _: &str) -> Result<String, LoadError> {
        Err(LoadError::Missing)
    }
    fn search_path(&self) -> Vec<(String, String)> {
        Vec::new()
    }
    fn path(&self, _: FileId) -> Option<String> {
        None
    }
    fn position(&self, _: Place) -> Option<(String, u32, u32)> {
        None
    }
    fn variable(&self, _: &str) -> String {
        String::new()
    }
    fn time(&self) -> i64 {
        0
    }
    fn system(&self) -> String {
        "x86_64-linux".into()
    }
    fn print(&self, _: &str) {}
    fn cancelled(&self) -> bool {
        let mut ticks = self.ticks.borrow_mut();
        *ticks = ticks.saturating_sub(1);
        *ticks == 0
    }
}

fn limited(limits: Limits) -> Options {
    Options { limits, ..Options::default() }
}

#[test]
fn what_never_ends_ends_at_the_limit_of_steps() {
    let limits = Limits { steps: 1_000_000, ..Limits::default() };
    for text in [
        "let f = x: f x; in f 1",
        "let f = x: f (x + 1); in f 1",
        "let g = _: h 1; h = x: if x == 1 then g 2 else 3; in g 1",
        "builtins.genericClosure { startSet = [ { key = 0; } ]; operator = x: [ { key = x.key + 1; } ]; }",
    ] {
        assert_eq!(Alone::new(text).fails(limited(limits)).kind, ErrorKind::Limit(Limit::Steps), "{text}");
    }
}

/// A value whose parts are shared is small, but going through it takes as many steps as it has leaves.
#[test]
fn what_shares_its_parts_is_gone_through_within_the_limit_of_steps() {
    let limits = Limits { steps: 1_000_000, ..Limits::default() };
    let shared = "let f = n: if n == 0 then [ \"\" ] else let x = f (n - 1); in [ x x ]; in";
    for text in
        ["builtins.toJSON (f 40)", "builtins.toXML (f 40)", "toString (f 40)", "f 40 == f 40", "f 40 < f 40"]
    {
        let text = format!("{shared} {text}");
        assert_eq!(Alone::new(&text).fails(limited(limits)).kind, ErrorKind::Limit(Limit::Steps), "{text}");
    }
}

#[test]
fn a_pattern_of_many_branches_takes_no_memory_that_it_does_not_use() {
    let text = "builtins.match \"(a|b){9000}\" (builtins.concatStringsSep \"\" (builtins.genList (x: \"a\") 3000000))";
    let alone = Alone::new(text);
    let store = Store::new();
    let evaluator = Evaluator::new(&store, &alone, Options::default());
    let found = evaluator.eval_file(alone.file.clone(), "/").expect("it succeeds");
    assert!(matches!(found, Value::Null));
}

#[test]
fn what_eats_memory_ends_at_the_limit_of_bytes() {
    let limits = Limits { bytes: 64 << 20, ..Limits::default() };
    for text in [
        "let f = s: f (s + s); in f \"ab\"",
        "let f = s: f \"${s}${s}\"; in f \"ab\"",
        "let f = l: f (l ++ l); in f [ 1 2 ]",
        "builtins.length (builtins.genList (x: x) 1000000000000)",
        "let f = n: { a = f (n + 1); }; in f 0",
        "let s = builtins.concatStringsSep \"\" (builtins.genList (x: \"aaaaaaaaaa\") 10000); in \
         builtins.replaceStrings [ \"a\" ] [ s ] s",
    ] {
        assert_eq!(Alone::new(text).fails(limited(limits)).kind, ErrorKind::Limit(Limit::Memory), "{text}");
    }
}

#[test]
fn what_recurses_without_end_ends_at_the_limit_of_depth() {
    let limits = Limits { depth_bytes: 64 << 20, ..Limits::default() };
    for text in [
        "let f = x: 1 + f x; in f 1",
        "let f = x: [ (f x) ]; in builtins.toJSON (f 1)",
        "let f = x: { a = f x; }; in f 1 == f 1",
        "let f = x: \"a${f x}\"; in f 1",
        "builtins.foldl' (f: i: x: i + f x) (x: x) (builtins.genList (i: i) 1000000) 1",
    ] {
        assert_eq!(Alone::new(text).fails(limited(limits)).kind, ErrorKind::Limit(Limit::Depth), "{text}");
    }
}

#[test]
fn a_cancelled_evaluation_stops() {
    let alone = Alone::new("let f = x: f x; in f 1");
    alone.ticks.replace(100);
    assert_eq!(alone.fails(Options::default()).kind, ErrorKind::Cancelled);
}

#[test]
fn an_infinite_recursion_knows_its_cycle() {
    for (text, expected) in [
        ("let a = b + 1; b = c + 2; c = a + 3; in [ a ]", vec!["c + 2", "a + 3", "b + 1"]),
        ("let outside = a + 0; a = b + 1; b = a + 2; in outside", vec!["a + 2", "b + 1"]),
        ("rec { a = if a then 1 else 2; }", vec!["if a then 1 else 2"]),
    ] {
        let alone = Alone::new(text);
        let error = alone.fails(Options::default());
        assert_eq!(error.message, "infinite recursion encountered");
        let Some(Problem::Evaluation(EvaluationProblem::InfiniteRecursion { cycle, .. })) = &error.problem
        else {
            panic!("{text}: {:?}", error.problem)
        };
        let mut shown: Vec<&str> = cycle.iter().map(|&place| alone.text_at(place)).collect();
        let mut expected = expected;
        shown.sort_unstable();
        expected.sort_unstable();
        assert_eq!(shown, expected, "{text}");
    }
}

#[test]
fn origins_lead_through_variables_selections_and_calls() {
    let text = r#"
let
  literal = "here";
  set = { inner = { value = 40 + 2; }; };
  identity = x: x;
  choose = flag: if flag then "yes" else "no";
in
{
  variable = literal;
  selected = set.inner.value;
  called = identity set.inner.value;
  chosen = choose true;
  merged = ({ a = 1; } // { b = [ 2 ]; }).b;
  defaulted = { }.x or "default";
}"#;
    let alone = Alone::new(text);
    let store = Store::new();
    let evaluator = Evaluator::new(&store, &alone, Options { origins: true, ..Options::default() });
    let value = evaluator.eval_file(alone.file.clone(), "/").expect("it succeeds");
    let Value::Attrs(attrs) = value else { panic!("a set") };
    for (name, expected) in [
        ("variable", "\"here\""),
        ("selected", "40 + 2"),
        ("called", "40 + 2"),
        ("chosen", "\"yes\""),
        ("merged", "[ 2 ]"),
        ("defaulted", "\"default\""),
    ] {
        let slot = attrs.get(evaluator.sym(name)).expect("the member exists");
        evaluator.force(slot).expect("it succeeds");
        let place = evaluator.origin(slot).unwrap_or_else(|| panic!("{name} has an origin"));
        assert_eq!(alone.text_at(place), expected, "{name}");
    }
}

#[test]
fn one_fault_is_one_error() {
    let alone = Alone::new("let x = throw \"x\"; in { a = x; b = x + 1; c = throw \"x\"; }");
    let store = Store::new();
    let evaluator = Evaluator::new(&store, &alone, Options::default());
    let value = evaluator.eval_file(alone.file.clone(), "/").expect("it succeeds");
    let Value::Attrs(attrs) = value else { panic!("a set") };
    let id = |name: &str| {
        let slot = attrs.get(evaluator.sym(name)).expect("the member exists");
        let first = evaluator.force(slot).err().expect("it fails").id;
        assert_eq!(evaluator.force(slot).err().expect("it fails again").id, first);
        first.expect("a slot has kept it")
    };
    assert_eq!(id("a"), id("b"));
    assert_ne!(id("a"), id("c"));
}

#[test]
fn nothing_is_evaluated_twice() {
    let alone = Alone::new("let f = x: x + 1; a = f 1; in [ a a (a + a) ]");
    let store = Store::new();
    let evaluator = Evaluator::new(&store, &alone, Options::default());
    let value = evaluator.eval_file(alone.file.clone(), "/").expect("it succeeds");
    assert_eq!(evaluator.show_strict(value).expect("it succeeds"), "[ 2 2 4 ]");
    assert_eq!(evaluator.counters().calls, 1);
}
