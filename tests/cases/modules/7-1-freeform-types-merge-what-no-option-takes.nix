with import <nixpkgs/lib>;
let
  config = type: modules: (evalModules { modules = [ { freeformType = type; } ] ++ modules; }).config;
  ints = types.attrsOf types.int;
  declared = { options.o = mkOption { default = 1; }; options.g.o = mkOption { default = 2; }; };
  sibling = { config, ... }: { a = 1; b = config.a; };
  sub = types.submodule { options.a = mkOption { default = 5; }; options.b = mkOption { default = 6; }; };
in
{
  unmatched-are-merged = config ints [ { a = 1; } { b = 2; } ];
  under-their-path = config (types.attrsOf types.anything) [ declared { g.p = 3; h.q = 4; } ];
  declared-options-lie-above = config types.attrs [ declared { g.p = { q = 3; }; o = 7; } ];
  head-is-not-checked = config types.int [ { a = 1; } ];
  addCheck-is-ignored = config (types.addCheck ints (_: false)) [ { a = 1; } ];
  either-only-warns = config (types.either types.int types.str) [ { a = 1; } ];
  values-are-checked = config ints [ { _file = "a.nix"; a = "s"; } ];
  priorities-in-attrsOf = config ints [ { a = mkForce 1; b = mkIf false 1; } { a = 2; } ];
  not-in-raw-values = config types.attrs [ { a = mkForce 1; } ];
  nothing-unmatched = config sub [ declared ];
  something-unmatched = config sub [ { a = 1; } ];
  two-that-merge = config (types.attrsOf (types.enum [ 1 ])) [ { freeformType = types.attrsOf (types.enum [ 2 ]); } { a = 1; b = 2; } ];
  two-that-do-not = config ints [ { _file = "a.nix"; freeformType = types.attrsOf types.str; } ];
  attrsOf-forces-heads = (config ints [ { a = 1; b = throw "head"; } ]).a;
  attrsOf-recurses = (config ints [ sibling ]).b;
  lazyAttrsOf-does-not = (config (types.lazyAttrsOf types.int) [ sibling ]).b;
}
