{ lib, ... }:
let
  inherit (lib) mkOption types;
  fits = it: it <= 50;
in
{
  options = {
    workers = mkOption { type = types.addCheck types.int fits; default = 4; };
  };
}
