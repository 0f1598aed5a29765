with import <nixpkgs/lib>;
let
  eval = modules: evalModules {
    modules = [ { options.x = mkOption { default = 1; }; options.a.y = mkOption { default = 2; }; } ] ++ modules;
  };
  x = modules: (eval modules).config.x;
  option = modules: (eval modules).options.x.highestPrio;
in
{
  imports = x [ { imports = throw "imports"; } ];
  imports-of-a-disabled-module =
    x [ { key = "k"; imports = [ (throw "imports") ]; } { disabledModules = [ { key = "k"; } ]; } ];
  tree-of-options = x [ { options = throw "options"; } ];
  heads-of-options = x [ { options.z = throw "head"; } ];
  keys = x [ { config = throw "keys"; } ];
  keys-of-a-group = x [ { a = throw "keys"; } ];
  unknown-definitions = x [ { _file = "a.nix"; zzz = 1; } ];
  reading-options-forces-imports = option [ { imports = throw "imports"; } ];
  reading-options-forces-heads = option [ { options.z = throw "head"; } ];
  reading-options-forces-keys = option [ { config = throw "keys"; } ];
  not-types-defaults-and-values = x [
    { options.t = mkOption { type = throw "type"; }; options.d = mkOption { default = throw "default"; }; }
    { t = throw "value"; a.y = throw "value"; }
  ];
}
