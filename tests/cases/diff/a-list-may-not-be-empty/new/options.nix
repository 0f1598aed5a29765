{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    hosts = mkOption { type = types.nonEmptyListOf types.str; default = [ "a" ]; };
  };
}
