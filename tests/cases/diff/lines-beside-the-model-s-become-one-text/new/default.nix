let
  lib = import <fedic/lib>;
  inherit (lib) mkOption types;
in
lib.evalModules {
  modules = [ ({ options.a = mkOption { type = types.str; }; config.a = "x"; }) ];
}
