//! The flake's outputs, evaluated by the real Nix with stand-ins for its inputs.

use fedic_tests::oracle::{self, Answer};
use fedic_tests::workspace;

/// `outputs` applied to inputs whose functions give back what they were called with, or a word.
const OUTPUTS: &str = r#"
  let
    flake = import ./flake.nix;
    pkgs = {
      rustPlatform.buildRustPackage = args: args // {
        overrideAttrs = changes: args // changes;
        outPath = "/nix/store/built";
      };
      runCommand = name: args: script: { inherit name script; inputs = args.nativeBuildInputs; };
      mkShell = args: args;
      cargo = "cargo"; cargo-nextest = "nextest"; clippy = "clippy"; neovim = "neovim";
      nix = "nix"; rustc = "rustc"; rustfmt = "rustfmt";
    };
    nixpkgs.legacyPackages = builtins.listToAttrs (map (name: { inherit name; value = pkgs; })
      [ "x86_64-linux" "aarch64-linux" "x86_64-darwin" "aarch64-darwin" ]);
    self = flake.outputs { inherit self nixpkgs; } // { outPath = ./.; };
  in
"#;

fn ask(expression: &str) -> String {
    let text = OUTPUTS.replace("./", &format!("{}/", workspace::root().display())) + expression;
    match oracle::evaluate(&["-E", &text]) {
        Answer::Value(value) => value,
        Answer::Error(error) | Answer::Silence(error) => panic!("{expression}: {error}"),
    }
}

#[test]
fn every_system_has_a_package_a_shell_and_checks() {
    let expected = r#"[ "aarch64-darwin" "aarch64-linux" "x86_64-darwin" "x86_64-linux" ]"#;
    for output in ["packages", "devShells", "checks"] {
        assert_eq!(ask(&format!("builtins.attrNames self.{output}")), expected);
    }
    assert_eq!(ask("self.packages.x86_64-linux.default.pname"), r#""fedic""#);
    assert_eq!(
        ask("self.packages.x86_64-linux.default.version"),
        format!("\"{}\"", env!("CARGO_PKG_VERSION"))
    );
    assert_eq!(ask("builtins.length self.devShells.x86_64-linux.default.packages"), "7");
    assert_eq!(ask("builtins.attrNames self.checks.x86_64-linux"), r#"[ "catalogue" "fedic" "tests" ]"#);
    assert_eq!(ask("self.checks.x86_64-linux.tests.doCheck"), "true");
}

#[test]
fn the_flake_parts_module_checks_the_project_of_its_flake() {
    let module = r#"
      (self.flakeModules.default { self = "/their/project"; lib = { }; }).perSystem {
        pkgs = pkgs;
        system = "x86_64-linux";
      }"#;
    let script = ask(&format!("({module}).checks.fedic.script"));
    assert!(script.contains("cd /their/project") && script.contains("fedic check"), "{script}");
    assert_eq!(ask(&format!("(builtins.head ({module}).checks.fedic.inputs).pname")), r#""fedic""#);
}
