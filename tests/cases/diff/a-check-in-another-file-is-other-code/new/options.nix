{ lib, ... }:
let
  inherit (lib) mkOption types;
  fits = import ./fits.nix;
in
{
  options = {
    workers = mkOption { type = types.addCheck types.int fits; default = 4; };
    threads = mkOption { type = types.addCheck types.int (import ./small.nix 100); default = 4; };
    # The same in both.
    names = mkOption { type = types.addCheck types.str (lib.flip lib.elem [ "a" "b" ]); default = "a"; };
  };
}
