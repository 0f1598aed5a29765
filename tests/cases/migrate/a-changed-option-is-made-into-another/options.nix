{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  imports = [
    (lib.mkChangedOptionModule [ "hours" ] [ "minutes" ] (config: 60 * lib.getAttrFromPath [ "hours" ] config))
  ];
  options = {
    minutes = mkOption { type = types.int; default = 60; };
    warnings = mkOption { type = types.listOf types.str; default = [ ]; internal = true; };
  };
}
