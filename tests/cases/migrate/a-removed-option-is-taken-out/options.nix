{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  imports = [ (lib.mkRemovedOptionModule [ "colour" ] "All is dark now.") ];
  options = {
    name = mkOption { type = types.str; default = "blog"; };
    assertions = mkOption { type = types.listOf types.raw; default = [ ]; internal = true; };
  };
}
