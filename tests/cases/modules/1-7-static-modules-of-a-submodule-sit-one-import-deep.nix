with import <nixpkgs/lib>;
let
  static = [
    { options.l = mkOption { type = types.listOf types.str; }; config.l = [ "s1" ]; }
    { config.l = [ "s2" ]; }
  ];
  l = type: definitions: (evalModules {
    modules = [ { options.x = mkOption { inherit type; }; } ] ++ map (value: { x = value; }) definitions;
  }).config.x.l;
  set = name: { l = [ name ]; };
  function = name: { ... }: { l = [ name ]; };
in
{
  sets-come-after = l (types.submodule static) [ (set "a") (set "b") ];
  functions-come-before = l (types.submodule static) [ (function "a") (function "b") ];
  full-modules-come-before = l (types.submoduleWith { modules = static; }) [ (set "a") (set "b") ];
  shorthand-comes-after =
    l (types.submoduleWith { modules = static; shorthandOnlyDefinesConfig = true; }) [ (set "a") (set "b") ];
  mixed = l (types.submodule static) [ (set "a") (function "b") (set "c") (function "d") ];
}
