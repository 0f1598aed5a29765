{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    ratio = mkOption { type = types.int; default = 1; };
  };
}
