{ lib, ... }:
let
  inherit (lib) mkOption types;
  named = types.submodule { options.name = mkOption { type = types.str; }; };
  numbered = types.submodule { options.number = mkOption { type = types.int; }; };
in
{
  options = {
    ports = mkOption {
      type = types.either (types.listOf types.port) (types.listOf types.str);
      default = [ ];
    };
    users = mkOption {
      type = types.attrsOf (types.oneOf [
        types.str
        named
        numbered
        (types.enum [ "nobody" ])
      ]);
      default = { };
    };
    # All of these are reached.
    fine = mkOption {
      type = types.oneOf [
        (types.enum [ "none" ])
        types.path
        types.str
        types.package
        (types.nonEmptyListOf types.int)
        (types.listOf types.str)
        (types.functionTo types.int)
      ];
      default = "none";
    };
    settings = mkOption {
      type = types.json;
    };
  };
}
