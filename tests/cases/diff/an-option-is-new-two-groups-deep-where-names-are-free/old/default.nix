let
  lib = import <fedic/lib>;
  inherit (lib) mkOption types;
in
lib.evalModules {
  modules = [ ({ freeformType = types.anything; options.g.h.a = mkOption { type = types.int; default = 1; }; }) ];
}
