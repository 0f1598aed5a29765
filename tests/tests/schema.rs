//! Schemas: what is made of the models in `cases/schema` is kept beside them. The schema of the
//! catalogue takes what `plan` takes, and refuses what it refuses: tried by putting strangers
//! into every place of the sample configuration.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use fedic_analysis::{
    Analysis, DocsForm, MemoryDisk, SchemaAnswer, SchemaForm, SchemaOf, SchemaProfile, SchemaRequest, Setup,
};
use fedic_tests::{cli, kept, workspace};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// The model of a case, as a project.
fn analysis(case: &Path) -> Analysis {
    let disk = MemoryDisk::default();
    for file in workspace::files(case, "nix") {
        let name = file.file_name().unwrap().to_str().unwrap();
        disk.write(&format!("/p/{name}"), Some(&fs::read_to_string(&file).unwrap()));
    }
    if let Ok(manifest) = fs::read_to_string(case.join("fedic.toml")) {
        disk.write("/p/fedic.toml", Some(&manifest));
    }
    Analysis::new(Setup::new(Arc::new(disk), "/p"))
}

fn schema(analysis: &Analysis, request: &SchemaRequest) -> String {
    let SchemaAnswer { schema, reports, .. } = analysis.schema(request);
    schema.unwrap_or_else(|| panic!("{reports:#?}"))
}

/// Everything that is made of a model, by the name of the file that keeps it.
fn all_forms(analysis: &Analysis) -> Vec<(&'static str, String)> {
    let of = |form, profile| SchemaRequest { form, profile, ..SchemaRequest::default() };
    let made = |form, profile| schema(analysis, &of(form, profile));
    let draft_07 = SchemaRequest { draft_07: true, ..of(SchemaForm::JsonSchema, SchemaProfile::Form) };
    vec![
        ("input.json", made(SchemaForm::JsonSchema, SchemaProfile::Input)),
        ("output.json", made(SchemaForm::JsonSchema, SchemaProfile::Output)),
        ("form.json", made(SchemaForm::JsonSchema, SchemaProfile::Form)),
        ("form.draft-07.json", schema(analysis, &draft_07)),
        ("codegen.json", made(SchemaForm::JsonSchema, SchemaProfile::Codegen)),
        ("rjsf.json", made(SchemaForm::Rjsf, SchemaProfile::Form)),
        ("json-forms.json", made(SchemaForm::JsonForms, SchemaProfile::Form)),
        ("openapi.json", made(SchemaForm::OpenApi, SchemaProfile::Input)),
        ("types.ts", made(SchemaForm::TypeScript, SchemaProfile::Input)),
        ("models.py", made(SchemaForm::Pydantic, SchemaProfile::Input)),
    ]
}

/// A page without its style and script, which are the same in all.
fn without_page(text: &str) -> String {
    let mut text = text.to_owned();
    for (start, end) in [("<style>", "</style>"), ("<script>", "</script>")] {
        if let (Some(from), Some(to)) = (text.find(start), text.find(end)) {
            text.replace_range(from + start.len()..to, "");
        }
    }
    text
}

#[test]
fn what_is_made_of_a_model_is_kept() {
    for case in workspace::entries(&workspace::cases("schema")) {
        let analysis = analysis(&case);
        for (name, made) in all_forms(&analysis) {
            kept::assert_kept(&case.join(name), &made);
        }
        for (name, form) in
            [("docs.md", DocsForm::Markdown), ("docs.html", DocsForm::Html), ("docs.json", DocsForm::Json)]
        {
            let answer = analysis.docs(form);
            let docs = answer.docs.unwrap_or_else(|| panic!("{:#?}", answer.reports));
            let kept = if form == DocsForm::Html { without_page(&docs) } else { docs };
            kept::assert_kept(&case.join(name), &kept);
        }
        let strict = SchemaRequest { strict: true, ..SchemaRequest::default() };
        let answer = analysis.schema(&strict);
        let lines = answer.reports.iter().map(|it| format!("{} {}\n", it.code, it.message));
        let coverage = lines.collect::<String>() + &answer.summary.unwrap() + "\n";
        kept::assert_kept(&case.join("coverage.txt"), &coverage);
    }
}

#[test]
fn half_a_model_has_no_schema_and_no_documentation() {
    let disk = MemoryDisk::default();
    disk.write("/p/model.nix", Some(BROKEN));
    let analysis = Analysis::new(Setup::new(Arc::new(disk), "/p"));
    let schema = analysis.schema(&SchemaRequest::default());
    let docs = analysis.docs(DocsForm::Markdown);
    assert_eq!((schema.schema, docs.docs), (None, None));
    assert_eq!(schema.reports, docs.reports);
    assert_eq!(schema.reports[0].primary.as_ref().unwrap().range.start.line, 3, "{:#?}", schema.reports);
}

#[test]
fn an_annotation_of_what_is_not_there_is_told() {
    let disk = MemoryDisk::default();
    disk.write("/p/model.nix", Some(ANNOTATED));
    disk.write("/p/fedic.toml", Some("[annotations]\n\"users.<name>.mial\".title = \"Address\"\n"));
    let answer = Analysis::new(Setup::new(Arc::new(disk), "/p")).schema(&SchemaRequest::default());
    assert_eq!(answer.schema, None);
    let [report] = answer.reports.as_slice() else { panic!("{:#?}", answer.reports) };
    assert_eq!(report.message, "operators write no option `users.<name>.mial`");
    assert_eq!(report.help.as_deref(), Some("did you mean `users.<name>.mail`?"));
}

/// A model whose options one cannot edit.
const ANNOTATED: &str = "{ lib, ... }: {
  operator.module.options.users = lib.mkOption {
    type = lib.types.attrsOf (lib.types.submodule {
      options.mail = lib.mkOption { type = lib.types.str; };
    });
  };
  operator.configure = _: { };
}
";

/// The type of an option is misspelt.
const BROKEN: &str = "{ lib, ... }: {
  operator.module.options.name = lib.mkOption {
    type = lib.types.strr;
  };
  operator.configure = _: { };
}
";

#[test]
fn applications_and_resources_have_schemas_of_their_own() {
    let case = workspace::cases("schema/operator");
    let analysis = analysis(&case);
    let of = |of| SchemaRequest { of, form: SchemaForm::TypeScript, ..SchemaRequest::default() };
    for (name, asked) in [
        ("application.ts", SchemaOf::Application("blog".into())),
        ("request.ts", SchemaOf::Request("database".into())),
        ("policy.ts", SchemaOf::Policy("database".into())),
    ] {
        kept::assert_kept(&case.join(name), &schema(&analysis, &of(asked)));
    }
    let missing = analysis.schema(&of(SchemaOf::Application("blgo".into())));
    assert_eq!(missing.schema, None);
    assert_eq!(missing.reports[0].help.as_deref(), Some("did you mean `blog`?"));
}

#[test]
fn fedics_own_outputs_fit_their_schemas() {
    let project = tempfile::tempdir().unwrap();
    cli::copy_folder(&workspace::root().join("model/nix/catalogue"), project.path()).unwrap();
    let output = |arguments: &[&str], status: i32| -> Value {
        let call = cli::fedic(project.path(), arguments);
        assert_eq!(call.status, Some(status), "{}", call.transcript());
        serde_json::from_str(&call.stdout).unwrap()
    };
    let judge = |of: &str, profile: &str| {
        let schema = output(&["schema", "--of", of, "--profile", profile], 0);
        jsonschema::draft202012::meta::validate(&schema).unwrap();
        jsonschema::draft202012::new(&schema).unwrap()
    };
    let plan = output(&["plan", "--format", "json"], 0);
    assert!(judge("plan", "input").is_valid(&plan));
    assert!(judge("configuration", "output").is_valid(&plan["configuration"]));
    fs::write(project.path().join("configuration.json"), "{ \"zzz\": 1 }").unwrap();
    let reports = output(&["check", "--format", "json"], 1);
    assert!(judge("diagnostics", "input").is_valid(&reports));
    assert!(!judge("diagnostics", "input").is_valid(&plan));
}

fn strangers() -> [Value; 9] {
    [
        json!(null),
        json!(true),
        json!(0),
        json!(1.5),
        json!(""),
        json!("a b"),
        json!([]),
        json!({}),
        json!("two\nlines"),
    ]
}

/// Every change of one place: another value, no value, a member too many.
fn changes(value: &Value) -> Vec<Value> {
    let mut all: Vec<Value> = strangers().into_iter().filter(|stranger| stranger != value).collect();
    if let Value::Object(members) = value {
        for (name, member) in members {
            let mut without = members.clone();
            without.shift_remove(name);
            all.push(Value::Object(without));
            for change in changes(member) {
                let mut with = members.clone();
                with.insert(name.clone(), change);
                all.push(Value::Object(with));
            }
        }
        let mut more = members.clone();
        more.insert("stranger".into(), json!(1));
        all.push(Value::Object(more));
    }
    all
}

#[test]
fn the_schema_and_the_plan_agree() {
    let project = tempfile::tempdir().unwrap();
    cli::copy_folder(&workspace::root().join("model/nix/catalogue"), project.path()).unwrap();
    let call = cli::fedic(project.path(), &["schema", "--of", "configuration"]);
    assert_eq!(call.status, Some(0), "{}", call.transcript());
    let schema: Value = serde_json::from_str(&call.stdout).unwrap();
    let schema = jsonschema::draft202012::new(&schema).unwrap();

    let file = project.path().join("configuration.json");
    let sample: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    let mut disagreements = Vec::new();
    let mut taken = 0;
    for configuration in std::iter::once(sample.clone()).chain(changes(&sample)) {
        fs::write(&file, configuration.to_string()).unwrap();
        let plan =
            cli::fedic(project.path(), &["plan", "--format", "json", "--config", "configuration.json"]);
        let (by_plan, by_schema) = (plan.status == Some(0), schema.is_valid(&configuration));
        taken += usize::from(by_plan);
        if by_plan != by_schema {
            disagreements.push(format!("{configuration}\n  schema: {by_schema}, plan: {}", plan.stderr));
        }
    }
    assert!(taken > 5, "{taken}");
    assert!(disagreements.is_empty(), "{}", disagreements.join("\n"));
}

#[test]
fn a_form_has_the_order_of_the_front() {
    let call =
        cli::fedic(&workspace::root().join("model/nix/catalogue"), &["schema", "--of", "configuration"]);
    assert_eq!(call.status, Some(0), "{}", call.transcript());
    let at = |indent: usize, name: &str| call.stdout.find(&format!("\n{:indent$}\"{name}\": {{", ""));
    let pages: Vec<_> = ["enable", "domain", "initialUser", "hello", "mastodon", "peertube", "pixelfed"]
        .map(|it| at(4, it))
        .into();
    assert!(pages.is_sorted() && pages[0].is_some(), "{pages:?}");
    // What a group takes from other files comes after what it names itself.
    let group = [at(4, "peertube"), at(8, "shortDescription"), at(8, "quota"), at(8, "live")];
    assert!(group.is_sorted(), "{group:?}");
}
