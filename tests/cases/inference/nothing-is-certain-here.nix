{
  lib,
  config,
  pkgs,
  ...
}:
let
  extend = f: { a = 1; } // f { };
  set = if config.x then { a = 1; } else { b = 2; };
  lazy = rec {
    x = y.z or 1;
    y = { };
  };
  recursive = n: if n == 0 then [ ] else [ n ] ++ recursive (n - 1);
in
{
  a = (extend (x: x)).anything;
  b = set.a or set.b;
  c = lazy.x + recursive.length or 1;
  d = pkgs.hello.meta.description + config.y;
  e = (lib.types.submodule { }).name;
  f = lib.foldl' (a: b: a + b) 0 (recursive 3);
  g = { ${config.name} = 1; }.whatever;
  h = lib.mapAttrs (n: v: v.x) config.z;
  i = "${config.port}" + (lib.mkIf true "x").content;
  j = { __functor = self: x: x; } 1;
  k = "${{ outPath = "x"; }}";
  module = {
    imports = [ ./more.nix ];
    unheard-of = 1;
  };
}
