with import <nixpkgs/lib>;
let
  sub = types.submodule { options.n = mkOption { type = types.int; default = 0; }; options.m = mkOption { type = types.int; }; };
  config = module: (evalModules {
    modules = [ { options.x = mkOption { type = sub; }; options.y = mkOption { type = sub; }; } ({ _file = "a.nix"; } // module) ];
  }).config;
in
{
  attributes = (config { x.m = throw "m"; }).x.n;
  unknown-options = (config { x.zzz = 1; }).x.n;
  of-this-submodule-only = (config { x.n = 1; y.zzz = 1; }).x.n;
}
