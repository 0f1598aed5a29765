{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    # A comment that was not there.
    workers = mkOption { type = types.addCheck types.int (it: it > 0); default = 4; };
  };
}
