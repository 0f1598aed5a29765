{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    limit = mkOption { type = types.coercedTo types.str (text: lib.toInt text) types.int; default = 1; };
  };
}
