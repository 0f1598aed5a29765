{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    ports = mkOption { type = types.listOf types.int; default = [ ]; };
  };
}
