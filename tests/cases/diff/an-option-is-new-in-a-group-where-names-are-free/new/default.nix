let
  lib = import <fedic/lib>;
  inherit (lib) mkOption types;
in
lib.evalModules {
  modules = [ ({ freeformType = types.attrsOf (types.attrsOf types.str); options.g.a = mkOption { type = types.int; default = 1; }; options.g.b = mkOption { type = types.int; default = 1; }; }) ];
}
