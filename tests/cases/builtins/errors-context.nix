# What builtins of context refuse: each member by itself, its headline in the file beside this one.
{
  hasContext-expected-a-string-but-found-an-integer = builtins.hasContext 1;
  addDrvOutputDependencies-context-of-string-a-must-have-exactly = builtins.addDrvOutputDependencies "a";
  addDrvOutputDependencies-adddrvoutputdependencies-can-only-act-on-derivations-not = builtins.addDrvOutputDependencies (derivation {name="x";system="y";builder="z";}).outPath;
  addDrvOutputDependencies-path-is-not-a-derivation = builtins.addDrvOutputDependencies (builtins.toFile "x" "y");
  addDrvOutputDependencies-context-of-string-must-have-exactly-one = builtins.addDrvOutputDependencies ((builtins.toFile "x" "y") + (builtins.toFile "z" "y"));
  appendContext-tried-to-add-all-outputs-context-of = builtins.appendContext "a" { "/nix/store/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-x" = { allOutputs = true; }; };
  appendContext-tried-to-add-derivation-output-context-of = builtins.appendContext "a" { "/nix/store/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-x" = { outputs = ["out"]; }; };
  appendContext-context-key-foo-is-not-a-store = builtins.appendContext "a" { "foo" = { outputs = ["out"]; }; };
  appendContext-context-key-is-not-a-store-path = builtins.appendContext "a" { "/nix/store/foo" = { outputs = ["out"]; }; };
  appendContext-expected-a-boolean-but-found-an-integer = builtins.appendContext "a" { "/nix/store/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-x" = { path = 1; }; };
  appendContext-expected-a-set-but-found-an-integer = builtins.appendContext "a" { "/nix/store/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-x" = 1; };
  appendContext-expected-a-string-but-found-an-integer = builtins.appendContext 1 {};
  appendContext-expected-a-set-but-found-an-integer-2 = builtins.appendContext "a" 1;
  unsafeDiscardStringContext-cannot-coerce-an-integer-to-a-string = builtins.unsafeDiscardStringContext 1;
}
