//! Inference: what is found in code that nobody runs, and that nothing is found where nothing
//! is certain.
//!
//! In the cases, what is bound to `implementation` is expected to be a function of settings,
//! `settings` to be settings, and `module` a module with the settings as options.

use fedic_check::{
    Input, Library, LibraryFile, Nixos, comment, infer, library_names, signature, signature_line, unused,
};
use fedic_diagnostics::{FileId, Place, Problem, Spot};
use fedic_hir::{Body, Dialect, Expr, Lowered, lower};
use fedic_model::{
    Expectation, Facts, Interface, Member, OptionDecl, OptionId, OptionTree, TreeId, Type, TypeId, TypeKind,
    Value,
};
use fedic_syntax::parse;
use fedic_tests::{engine, workspace};
use std::fmt::Write;
use std::sync::LazyLock;

struct Source {
    path: String,
    text: String,
    lowered: Lowered,
}

/// The files of the library, by their paths below `stdlib/`.
fn library_files() -> Vec<Source> {
    let folder = workspace::root().join("stdlib");
    let files = workspace::files_below(&folder, "nix").into_iter().map(|file| {
        let text = std::fs::read_to_string(&file).expect("a text");
        let lowered = lower(FileId(0), &parse(&text), Dialect { embedded: true, ..Dialect::default() });
        let path = file.strip_prefix(&folder).expect("below").display().to_string();
        Source { path, text, lowered }
    });
    files.collect()
}

static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    let sources = library_files();
    let read = |path: &str| {
        let source = sources.iter().find(|source| source.path == path)?;
        Some(LibraryFile {
            path: &source.path,
            text: &source.text,
            body: &source.lowered.body,
            source_map: &source.lowered.source_map,
        })
    };
    Library::read(&library_names(&read), &|_| true)
});

#[test]
fn every_signature_of_the_library_is_read() {
    let mut read = 0;
    for source in library_files() {
        let body = &source.lowered.body;
        for attr in body.bindings.iter().flat_map(|bindings| &bindings.attrs) {
            let start = source.lowered.source_map.span(attr.at).expect("a span").start as usize;
            let Some(line) = comment(&source.text, start).and_then(signature_line) else { continue };
            if let Err(error) = signature::signature(line) {
                panic!("{}: {line}: {error}", source.path);
            }
            read += 1;
        }
    }
    assert!(read > 300, "{read} signatures");
}

#[test]
fn the_library_has_its_names() {
    for path in
        [&["map"][..], &["lists", "map"], &["mkOption"], &["strings", "escape"], &["escape"], &["types"]]
    {
        assert!(LIBRARY.find(path).is_some(), "{path:?}");
    }
    assert!(LIBRARY.find(&["concatMapp"]).is_none());
}

#[test]
fn what_is_certainly_wrong_is_found() {
    insta::glob!("../cases/inference", "*.nix", |path| {
        let text = std::fs::read_to_string(path).expect("a case");
        let out = problems(&text);
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("../cases/inference");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.set_description(text);
        settings.bind(|| insta::assert_snapshot!("case", out));
    });
}

/// The model, its catalogue and the library are right, and so is what they hold.
#[test]
fn right_code_raises_no_alarm() {
    let mut looked = 0;
    let folders = ["stdlib", "model/nix", "tests/cases/eval", "tests/cases/builtins"];
    for file in
        folders.iter().flat_map(|folder| workspace::files_below(&workspace::root().join(folder), "nix"))
    {
        let below = file.strip_prefix(workspace::root()).expect("below");
        let is_fixture = below.iter().any(|part| part == "fixtures");
        let is_wrong_on_purpose = file.with_extension("errs").exists();
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        let parsed = parse(&text);
        if is_fixture || is_wrong_on_purpose || !parsed.faults.is_empty() {
            continue;
        }
        let lowered = lower(FileId(0), &parsed, Dialect { embedded: true, ..Dialect::default() });
        let found = found(&lowered, &Facts::default(), &Interface::default());
        let errors: Vec<_> = found
            .iter()
            .map(Problem::diagnostic)
            .filter(|said| said.severity == fedic_diagnostics::Severity::Error)
            .map(|said| said.message)
            .collect();
        assert!(errors.is_empty(), "{}: {errors:?}", file.display());
        looked += 1;
    }
    assert!(looked > 60, "{looked} files");
}

fn found(lowered: &Lowered, facts: &Facts, interface: &Interface) -> Vec<Problem> {
    let input = Input {
        file: FileId(0),
        body: &lowered.body,
        facts,
        interface,
        library: &LIBRARY,
        nixos: &Nixos::default(),
    };
    let mut problems = infer(&input);
    problems.extend(unused(FileId(0), &lowered.body));
    problems
}

fn problems(text: &str) -> String {
    let parsed = parse(text);
    assert!(parsed.faults.is_empty(), "{:?}", parsed.faults);
    let lowered = lower(FileId(0), &parsed, Dialect::default());
    assert!(lowered.problems.is_empty(), "{:?}", lowered.problems);
    let interface = interface();
    let facts = facts(&lowered.body);
    let mut out = String::new();
    for problem in found(&lowered, &facts, &interface) {
        let said = problem.diagnostic();
        let _ = writeln!(out, "{}: {}", said.code.name(), said.message);
        for label in said.primary.iter().chain(&said.secondary) {
            let Spot::Node(at) = label.at else { panic!("{label:?}") };
            let Some(span) = lowered.source_map.span(at.node).filter(|_| at.file == FileId(0)) else {
                let _ = writeln!(out, "    elsewhere {}", label.text);
                continue;
            };
            let (line, _) = engine::line_and_column(text, span.start);
            let here: String = text[span.start as usize..span.end as usize].chars().take(24).collect();
            let _ = writeln!(out, "    line {line} {here:?} {}", label.text);
        }
        if let Some(help) = &said.help {
            let _ = writeln!(out, "    help: {help}");
        }
    }
    out
}

/// `{ enable; domain; port; size; users.<name>.name; backend; tls.certificate; }`
fn interface() -> Interface {
    let mut made = Interface::default();
    let mut ty = |name: &str, kind: TypeKind| {
        made.types.push(Type {
            name: name.into(),
            description: name.into(),
            kind,
            checked: false,
            code: Vec::new(),
        });
        TypeId(u32::try_from(made.types.len()).expect("few") - 1)
    };
    let boolean = ty("boolean", TypeKind::Bool);
    let string = ty("string", TypeKind::String { separator: None });
    let port = ty("16 bit unsigned integer", TypeKind::Int { min: Some(0), max: Some(65535) });
    let sizes = ["small", "large"].map(|size| Value::String(size.into())).to_vec();
    let size = ty("one of \"small\", \"large\"", TypeKind::Enum(sizes));
    let user = ty("submodule", TypeKind::Submodule(TreeId(1)));
    let users = ty(
        "attribute set of (submodule)",
        TypeKind::AttrsOf { element: user, lazy: false, placeholder: "name".into() },
    );
    let backend = ty("attribute-tagged union", TypeKind::AttrTag(vec![OptionId(7), OptionId(8)]));
    let nullable = ty("null or string", TypeKind::NullOr(string));
    let settings = ty("submodule", TypeKind::Submodule(TreeId(0)));
    let names = ty("list of string", TypeKind::List { element: string, non_empty: false });
    assert_eq!(settings, TypeId(8));
    for (name, ty) in [
        ("enable", boolean),
        ("domain", string),
        ("port", port),
        ("size", size),
        ("users", users),
        ("backend", backend),
        ("name", string),
        ("file", string),
        ("sql", nullable),
        ("certificate", nullable),
        ("aliases", names),
    ] {
        made.options.push(option(name, ty));
    }
    let tree = |members: &[(&str, Member)]| OptionTree {
        members: members.iter().map(|(name, member)| ((*name).to_owned(), *member)).collect(),
        freeform: None,
        closed: true,
        ..OptionTree::default()
    };
    let at = |id: u32| Member::Option(OptionId(id));
    made.trees = vec![
        tree(&[
            ("enable", at(0)),
            ("domain", at(1)),
            ("port", at(2)),
            ("size", at(3)),
            ("users", at(4)),
            ("backend", at(5)),
            ("aliases", at(10)),
            ("tls", Member::Group(TreeId(2))),
        ]),
        tree(&[("name", at(6))]),
        tree(&[("certificate", at(9))]),
    ];
    made
}

fn option(name: &str, ty: TypeId) -> OptionDecl {
    let declared = vec![Place { file: FileId(1), node: fedic_diagnostics::NodeId::expr(0) }];
    OptionDecl { declared, ..OptionDecl::new(name, vec![name.into()], ty) }
}

fn facts(body: &Body) -> Facts {
    let mut facts = Facts::default();
    for attr in body.bindings.iter().flat_map(|bindings| &bindings.attrs) {
        let mut value = attr.value;
        while let Expr::Let { body: inner, .. } = body.exprs[value.0 as usize] {
            value = inner;
        }
        let path = vec!["app".to_owned()];
        let expectation = match &*body.names[attr.name.0 as usize] {
            "implementation" => Expectation::Function { argument: Some(TypeId(8)), result: None, path },
            "answer" => Expectation::Function { argument: Some(TypeId(8)), result: Some(TypeId(8)), path },
            "settings" => Expectation::Definitions { options: TreeId(0), path },
            "module" => Expectation::Module { options: TreeId(0) },
            _ => continue,
        };
        facts.at.insert(Place { file: FileId(0), node: body.node(value) }, vec![expectation]);
    }
    facts
}
