let
  lib = import <fedic/lib>;
  inherit (lib) mkOption types;
in
lib.evalModules {
  modules = [ ({ options = { a = mkOption { type = types.attrTag { x = mkOption { type = types.str; }; y = mkOption { type = types.int; }; }; }; }; }) ];
}
