{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    name = mkOption { type = types.coercedTo types.int (it: toString (it + 1)) types.str; default = "blog"; apply = it: "b-${it}"; };
  };
}
