with import <nixpkgs/lib>;
let
  deferred = type: modules: (evalModules {
    modules = [ { _file = "x.nix"; options.x = mkOption { inherit type; }; } ] ++ modules;
  }).config.x;
  plain = deferred types.deferredModule;
  use = module: (evalModules { modules = [ { options.n = mkOption { type = types.int; }; } module ]; }).config.n;
in
{
  in-order = plain [ { _file = "a.nix"; x.n = 1; } { _file = "b.nix"; x.n = 2; } ];
  path = (evalModules {
    modules = [ { options.a."b c" = mkOption { type = types.deferredModule; }; } { _file = "a.nix"; a."b c".n = 1; } ];
  }).config.a."b c";
  static-modules-first = map (module: module.imports) (deferred
    (types.deferredModuleWith { staticModules = [ { s = 1; } ]; })
    [ { x.n = 1; } ]).imports;
  file-in-messages = use (plain [ { _file = "a.nix"; x.n = "s"; } ]);
  own-file-wins = use (plain [ { _file = "a.nix"; x = { _file = "own.nix"; n = "s"; }; } ]);
  a-default-is-of-the-whole-module = use (plain [ { x = mkDefault { n = "s"; }; } { x.n = 1; } ]);
  no-empty-value = plain [ ];
}
