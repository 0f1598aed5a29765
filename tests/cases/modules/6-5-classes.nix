with import <nixpkgs/lib>;
let
  x = class: modules: (evalModules {
    inherit class;
    modules = [ { options.x = mkOption { type = types.int; default = 1; }; } ] ++ modules;
  }).config.x;
  other = { _file = "other.nix"; _class = "other"; };
  sub = modules: (evalModules {
    class = "outer";
    modules = [ { options.s = mkOption { type = types.submodule { imports = modules; }; default = { }; }; } ];
  }).config.s;
in
{
  same = x "mine" [ { _class = "mine"; } ];
  another = x "mine" [ other ];
  another-imported = x "mine" [ { imports = [ other ]; } ];
  none = x "mine" [ { } { _class = null; } ];
  another-disabled = x "mine" [ (other // { key = "k"; }) { disabledModules = [ { key = "k"; } ]; } ];
  evaluation-without-class = x null [ other { _class = "mine"; } ];
  submodules-have-none = sub [ other { options.n = mkOption { default = 1; }; } ];
  without-file = x "mine" [ { key = "k"; _class = "other"; } ];
}
