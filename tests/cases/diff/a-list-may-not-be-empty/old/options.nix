{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    hosts = mkOption { type = types.listOf types.str; default = [ "a" ]; };
  };
}
