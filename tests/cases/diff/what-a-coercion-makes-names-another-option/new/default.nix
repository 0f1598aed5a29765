let
  lib = import <fedic/lib>;
  inherit (lib) mkOption types;
in
lib.evalModules {
  modules = [ ({ options = { a = mkOption { type = types.coercedTo types.str (x: { nam = x; }) (types.submodule { options.name = mkOption { type = types.str; }; }); }; }; }) ];
}
