{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    workers = mkOption { type = types.addCheck types.int (it: it > 3); default = 4; };
  };
}
