{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    limit = mkOption { type = types.coercedTo types.str (text: 2 * lib.toInt text) types.int; default = 1; };
  };
}
