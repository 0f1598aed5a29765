{ lib, ... }:
let
  inherit (lib) mkOption types;
  fits = it: it <= 100;
in
{
  options = {
    workers = mkOption { type = types.addCheck types.int fits; default = 4; };
  };
}
