{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    other = mkOption { type = types.int; default = 1; };
    limit = mkOption { type = types.coercedTo types.str lib.toInt types.int; default = 1; };
  };
}
