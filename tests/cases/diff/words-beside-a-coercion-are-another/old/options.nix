{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options.limit = mkOption {
    type = types.coercedTo types.str lib.toInt types.int;
    default = 1;
    description = "How many.";
  };
}
