//! How little an edit runs again, in files as a catalogue writes them: what stands in one
//! file is read section by section, so that parts of the model that share the file do not
//! share its edits.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use fedic_analysis::{Analysis, MemoryDisk, Report, Setup};
use std::sync::Arc;

/// What stands in `applications` for one of them.
fn application(name: &str) -> String {
    let text = "  applications.NAME = {
    description = \"What NAME is for\";

    module.options = {
      enable = lib.mkEnableOption \"NAME\";
      greeting = lib.mkOption {
        description = \"What NAME says.\";
        type = lib.types.str;
        default = \"Hello\";
      };
    };

    implementation = settings: {
      resources = lib.optionalAttrs settings.enable {
        shell.login-shell.packages.NAME = pkgs.NAME;
      };
    };
  };
";
    text.replace("NAME", name)
}

const RESOURCE: &str = "{ lib, ... }:
{
  resources.login-shell = {
    description = \"A user who can log in\";
    request.options.packages = lib.mkOption {
      description = \"What the user can run.\";
      type = lib.types.attrsOf lib.types.package;
      default = { };
    };
    policy = { config, ... }: {
      options.username = lib.mkOption {
        description = \"The name of the user.\";
        type = lib.types.str;
      };
      config = {
        resource-type = lib.types.raw;
        apply = requests: { ${config.username}.isNormalUser = true; };
      };
    };
  };
}
";

const ENVIRONMENT: &str = "{ lib, ... }:
{
  environments.one = { config, ... }: {
    resources.shell.login-shell.username = \"operator\";
    implementation = requests: {
      ssh-host = {
        ssh.host = \"one.example.org\";
        nixos-configuration.users.users = config.resources.shell.login-shell.apply requests.hello;
      };
    };
  };
}
";

struct Project {
    disk: Arc<MemoryDisk>,
    analysis: Analysis,
    /// The file of the applications `hello`, `wiki` and `chat`, each a text of its own.
    files: [&'static str; 3],
}

const NAMES: [&str; 3] = ["hello", "wiki", "chat"];

impl Project {
    /// The files of the three applications may be the same one.
    fn new(files: [&'static str; 3]) -> Project {
        let disk =
            Arc::new(MemoryDisk::new([("/p/resource.nix", RESOURCE), ("/p/environment.nix", ENVIRONMENT)]));
        let mut setup = Setup::new(disk.clone(), "/p");
        setup.keep_log();
        let mut project = Project { disk, analysis: Analysis::new(setup), files };
        let modules: std::collections::BTreeSet<&str> = files.into();
        let modules: String = modules.iter().map(|file| format!(" .{}", &file[2..])).collect();
        project.write("/p/model.nix", &format!("[ ./resource.nix ./environment.nix{modules} ]\n"));
        project.applications(&NAMES.map(application));
        project
    }

    fn apart() -> Project {
        Project::new(["/p/hello.nix", "/p/wiki.nix", "/p/chat.nix"])
    }

    fn together() -> Project {
        Project::new(["/p/applications.nix"; 3])
    }

    fn write(&mut self, path: &str, text: &str) {
        self.disk.write(path, Some(text));
        self.analysis.changed(path);
    }

    fn applications(&mut self, texts: &[String; 3]) {
        for file in self.files {
            let here = self.files.iter().zip(texts).filter(|(it, _)| **it == file);
            let here: String = here.map(|(_, text)| text.as_str()).collect();
            self.write(file, &format!("{{ lib, pkgs, ... }}:\n{{\n{here}}}\n"));
        }
    }

    /// Replaces a piece of the text of `wiki`, which stands between two others.
    fn edit(&mut self, from: &str, to: &str) {
        let mut texts = NAMES.map(application);
        assert!(texts[1].contains(from), "{from}");
        texts[1] = texts[1].replacen(from, to, 1);
        self.applications(&texts);
    }

    /// The reports of a check, and the evaluations that ran for it.
    fn check(&self) -> (Vec<Report>, Vec<String>) {
        let (reports, ran) = self.check_all();
        let evaluations = |query: String| match query.strip_prefix("evaluate ") {
            Some(part) => Some(part.to_owned()),
            None => query.starts_with("tables ").then_some(query),
        };
        (reports, ran.into_iter().filter_map(evaluations).collect())
    }

    /// The reports of a check, and all queries that ran for it.
    fn check_all(&self) -> (Vec<Report>, Vec<String>) {
        (self.analysis.check(&[]).unwrap().reports, self.analysis.take_log())
    }

    /// The evaluations that run for a check that finds nothing.
    fn evaluated(&self) -> Vec<String> {
        let (reports, ran) = self.check();
        assert_eq!(reports, []);
        ran
    }
}

#[test]
fn everything_is_evaluated_once() {
    for project in [Project::apart(), Project::together()] {
        let mut ran = project.evaluated();
        ran.sort();
        let parts = ["applications chat", "applications hello", "applications wiki", "environments one"];
        assert_eq!(ran[..4], parts);
        assert_eq!(ran[4..], ["frame", "front", "tables "]);
        assert_eq!(project.evaluated(), Vec::<String>::new());
    }
}

#[test]
fn a_comment_evaluates_nothing() {
    for mut project in [Project::apart(), Project::together()] {
        project.evaluated();
        project.edit("    description", "    # What people read.\n\n    description");
        assert_eq!(project.evaluated(), Vec::<String>::new());
        project.edit("settings: {", "settings: /* theirs */ {\n\n");
        assert_eq!(project.evaluated(), Vec::<String>::new());
    }
}

/// An implementation is a function, which is called for configurations alone: the model is as
/// it was when only its body changed.
#[test]
fn an_edit_of_an_implementation_evaluates_its_application_at_most() {
    for mut project in [Project::apart(), Project::together()] {
        project.evaluated();
        project.edit(
            "login-shell.packages.wiki = pkgs.wiki;",
            "login-shell.packages = { inherit (pkgs) wiki vim; };",
        );
        assert_eq!(project.evaluated(), Vec::<String>::new());
        project
            .edit("settings: {", "settings: let f = a: b: { c = x: a x; d = y: b y; }; in builtins.seq f {");
        assert_eq!(project.evaluated(), Vec::<String>::new());
        project.edit("settings: {", "{ enable, ... }@settings: {");
        project.evaluated();
        project.edit("settings: {", "{ greeting, ... }@settings: {");
        assert_eq!(project.evaluated(), ["applications wiki"]);
    }
}

/// The front is the type of configurations: it has the options of all applications.
#[test]
fn an_edit_of_an_option_evaluates_its_application_and_the_front() {
    for mut project in [Project::apart(), Project::together()] {
        project.evaluated();
        project.edit("type = lib.types.str;", "type = lib.types.singleLineStr;");
        assert_eq!(project.evaluated(), ["front", "applications wiki"]);
        project.edit("What wiki says", "What the wiki says");
        assert_eq!(project.evaluated(), ["front", "applications wiki"]);
    }
}

/// What an application is for is said of its settings too.
#[test]
fn an_edit_of_a_description_evaluates_its_application_and_the_front() {
    for mut project in [Project::apart(), Project::together()] {
        project.evaluated();
        project.edit("What wiki is for", "What the wiki is for");
        assert_eq!(project.evaluated(), ["front", "applications wiki"]);
    }
}

/// No application shares a part with others, as many as a catalogue has.
#[test]
fn an_edit_among_many_applications_evaluates_one() {
    let mut project = Project::apart();
    let many = |of: &str| -> String {
        let all = (0..50).map(|number| application(&format!("more{number}")));
        let all: String = all.collect();
        format!("{{ lib, pkgs, ... }}:\n{{\n{}}}\n", all.replace("What more7 says.", of))
    };
    project.write("/p/chat.nix", &many("What more7 says."));
    assert!(project.evaluated().contains(&"applications more7".to_owned()));
    project.write("/p/chat.nix", &many("What it says."));
    assert_eq!(project.evaluated(), ["front", "applications more7"]);
}

/// What is expected of a file is said by the frame and by the application in it; the parts of
/// others have nothing to say of it, so work does not grow with the square of the applications.
#[test]
fn a_file_is_inferred_with_what_concerns_it() {
    let mut project = Project::apart();
    let inferred = |project: &Project| -> Vec<String> {
        let ran = project.check_all().1.into_iter();
        ran.filter_map(|query| Some(query.strip_prefix("infer ")?.to_owned())).collect()
    };
    let first = inferred(&project);
    for file in project.files {
        assert_eq!(first.iter().filter(|it| *it == file).count(), 2, "{file}: {first:?}");
    }
    let wiki = project.files[1];
    project.edit("type = lib.types.str;", "type = lib.types.singleLineStr;");
    assert_eq!(inferred(&project), [wiki, wiki]);
}

/// What the function does nobody asks before there is a configuration.
#[test]
fn an_edit_of_an_environment_evaluates_the_environment() {
    let mut project = Project::together();
    project.evaluated();
    project.write("/p/environment.nix", &ENVIRONMENT.replace("\"operator\"", "\"root\""));
    assert_eq!(project.evaluated(), ["environments one"]);
    project.write("/p/environment.nix", &ENVIRONMENT.replace("\"operator\"", "7"));
    let (reports, ran) = project.check();
    assert_eq!((reports.len(), ran), (1, vec!["environments one".to_owned()]));
}

/// A configuration is planned again where it runs the implementation that was edited.
#[test]
fn a_configuration_is_planned_again_if_what_it_runs_was_edited() {
    let mut project = Project::together();
    project.write(
        "/p/configuration.json",
        "{ \"enable\": true, \"applications\": { \"hello\": { \"enable\": true } } }",
    );
    project.evaluated();
    for (application, planned) in [("wiki", false), ("hello", true)] {
        let mut texts = NAMES.map(self::application);
        let index = NAMES.iter().position(|it| *it == application).unwrap();
        texts[index] = texts[index].replace("lib.optionalAttrs", "/* if */ lib.attrsets.optionalAttrs");
        project.applications(&texts);
        let (reports, ran) = project.check_all();
        assert_eq!(reports, []);
        let configured = ran.iter().any(|query| query.starts_with("plan "));
        assert_eq!(configured, planned, "{application}: {ran:?}");
    }
}

#[test]
fn reports_of_what_did_not_run_again_move_with_their_lines() {
    let mut project = Project::together();
    let two = ENVIRONMENT.replace("environments.one", "environments.two").replace("\"operator\"", "7");
    let check = |project: &mut Project, one: &str| {
        let text = format!("{}{}", one.strip_suffix("}\n").unwrap(), &two["{ lib, ... }:\n{\n".len()..]);
        project.write("/p/environment.nix", &text);
        let (reports, ran) = project.check();
        assert_eq!(reports.len(), 1, "{reports:?}");
        let start = reports[0].primary.as_ref().unwrap().range.start;
        assert!(text[start.offset as usize..].starts_with("7;"), "{start:?}");
        (start.line, ran)
    };
    let (line, _) = check(&mut project, ENVIRONMENT);
    let moved = ENVIRONMENT.replace("    resources", "    # Two lines\n    # more.\n    resources");
    assert_eq!(check(&mut project, &moved), (line + 2, Vec::new()));
    let edited = ENVIRONMENT.replace("\"operator\"", "\n      \"root\"");
    assert_eq!(check(&mut project, &edited), (line + 1, vec!["environments one".to_owned()]));
}
