{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    workers = mkOption { type = types.int; default = 8; };
  };
}
