let
  lib = import <fedic/lib>;
  inherit (lib) mkOption types;
in
lib.evalModules {
  modules = [ ({ options = { a = mkOption { type = types.attrsOf (types.submodule { options.x = mkOption { type = types.int; default = 1; }; config.x = 2; }); }; }; }) ];
}
