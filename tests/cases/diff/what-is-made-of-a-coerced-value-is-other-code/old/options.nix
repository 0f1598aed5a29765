{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    name = mkOption { type = types.coercedTo types.int toString types.str; default = "blog"; apply = it: "a-${it}"; };
  };
}
