let
  lib = import <fedic/lib>;
  inherit (lib) mkOption types;
in
lib.evalModules {
  modules = [ ({ options.a = mkOption { type = types.lines; }; config.a = "x"; }) ];
}
