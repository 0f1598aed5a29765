# The edges of context.
[
  (builtins.getContext "${builtins.toFile "x" "y"}")
  (builtins.getContext (derivation {name="x";system="y";builder="z";}).drvPath)
  (builtins.getContext (derivation {name="x";system="y";builder="z";}).outPath)
  (builtins.getContext (builtins.unsafeDiscardOutputDependency (derivation {name="x";system="y";builder="z";}).drvPath))
  (builtins.getContext (builtins.addDrvOutputDependencies (builtins.unsafeDiscardOutputDependency (derivation {name="x";system="y";builder="z";}).drvPath)))
  (builtins.getContext (builtins.appendContext "a" { "/nix/store/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-x" = { path = true; }; }))
  (builtins.getContext (builtins.appendContext "a" { "/nix/store/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-x.drv" = { allOutputs = true; outputs = ["out" "dev"]; path = true; }; }))
  (builtins.unsafeDiscardStringContext ./fixtures/tree)
  (builtins.getContext "${./fixtures/tree/l}")
]
