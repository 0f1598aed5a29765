with import <nixpkgs/lib>;
let
  x = module: (evalModules {
    modules = [ module { options.x = mkOption { type = types.int; default = 0; }; } ];
  }).config.x;
in
{
  short = x { x = 1; };
  short-with-all-that-is-taken-off = x {
    x = 1;
    _class = null;
    _file = "a.nix";
    key = "k";
    disabledModules = [ ];
    require = [ { options.y = mkOption { default = 1; }; } ];
    imports = [ { y = 2; } ];
    freeformType = null;
  };
  full = x {
    config.x = 1;
    options.meta = mkOption { };
    _class = null;
    _file = "a.nix";
    key = "k";
    disabledModules = [ ];
    imports = [ ];
    meta = 1;
    freeformType = null;
  };
  beside-config = x { config.x = 1; y = 2; };
  beside-options = x { options.y = mkOption { }; x = 1; z = 1; };
  require-in-full-form = x { config.x = 1; require = [ ]; };
  meta-in-short-form = x { _file = "a.nix"; x = 1; meta = 1; };
  marked-as-module = x { _file = "a.nix"; _type = "module"; x = 1; };
}
