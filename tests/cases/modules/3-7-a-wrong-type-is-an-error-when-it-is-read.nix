with import <nixpkgs/lib>;
let
  declaration.options = {
    x = mkOption { type = types.int; default = 0; };
    y = mkOption { type = types.int; };
    z = mkOption { type = types.int; apply = _: "applied"; };
  };
  config = module: (evalModules { modules = [ declaration ({ _file = "a.nix"; } // module) ]; }).config;
in
{
  unused = (config { y = "s"; }).x;
  used = (config { y = "s"; }).y;
  hidden-by-apply = (config { z = "s"; }).z;
  missing-and-hidden-by-apply = (config { }).z;
  missing = (config { }).y;
}
