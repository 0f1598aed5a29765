{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    version = mkOption { type = types.int; default = 1; readOnly = true; };
  };
}
