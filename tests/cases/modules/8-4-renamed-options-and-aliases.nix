with import <nixpkgs/lib>;
let
  declares = { options.new = mkOption { type = types.listOf types.int; }; };
  eval = modules: evalModules { modules = [ declares ] ++ modules; };
  renamed = modules: eval ([ (mkRenamedOptionModule [ "old" ] [ "new" ]) ] ++ modules);
  warnings.options.warnings = mkOption { type = types.listOf types.str; };
  assertions.options.assertions = mkOption { type = types.raw; };
  removed = mkRemovedOptionModule [ "old" ] "Use new.";
  changed = mkChangedOptionModule [ "old" ] [ "new" ] (config: [ config.old ]);
  alias = { options, ... }: { options.source = mkOption { type = types.listOf types.int; }; config.new = mkAliasDefinitions options.source; };
in
{
  value = (renamed [ { old = [ 1 ]; } ]).config.new;
  both = (renamed [ { old = [ 1 ]; } { new = [ 2 ]; } ]).config.new;
  priority-is-kept = (renamed [ { old = mkForce [ 1 ]; } { new = [ 2 ]; } ]).config.new;
  order-is-lost = (renamed [ { old = mkBefore [ 1 ]; } { new = [ 2 ]; } ]).config.new;
  file = (renamed [ { _file = "a.nix"; old = [ 1 ]; } ]).options.new.files;
  not-defined = (renamed [ ]).options.new.isDefined;
  wrong-type = (renamed [ { _file = "a.nix"; old = 1; } ]).config.new;
  warning = (renamed [ warnings { _file = "a.nix"; old = [ 1 ]; } ]).config.warnings;
  no-warning-when-unused = (renamed [ warnings ]).config.warnings;
  removed-with-assertions =
    map (assertion: assertion.assertion) (eval [ removed assertions { old = 1; } ]).config.assertions;
  removed-without-assertions = (eval [ removed { new = [ ]; } ]).config.new;
  changed-with-warnings = (eval [ changed warnings { old = 1; } ]).config.new;
  changed-without-warnings = (eval [ changed ]).config.new;
  alias = (eval [ alias { source = [ 1 ]; } ]).config.new;
  alias-loses-priority = (eval [ alias { source = mkForce [ 1 ]; } { new = [ 2 ]; } ]).config.new;
  alias-loses-order = (eval [ alias { source = mkBefore [ 1 ]; } { new = [ 2 ]; } ]).config.new;
}
