{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    users = mkOption {
      type = types.attrsOf (types.submodule {
        imports = [ (lib.mkRenamedOptionModule [ "size" ] [ "quota" ]) ];
        options.quota = mkOption { type = types.int; default = 1; };
        options.warnings = mkOption { type = types.listOf types.str; default = [ ]; internal = true; };
      });
      default = { };
    };
  };
}
