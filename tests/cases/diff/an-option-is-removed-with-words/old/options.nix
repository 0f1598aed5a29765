{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    colour = mkOption { type = types.str; default = "dark"; };
    assertions = mkOption { type = types.listOf types.raw; default = [ ]; internal = true; };
  };
}
