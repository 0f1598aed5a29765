{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    workers = mkOption { type = types.ints.between 1 64; default = 4; };
  };
}
