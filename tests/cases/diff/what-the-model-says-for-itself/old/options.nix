{ lib, ... }:
let
  inherit (lib) mkOption types;
  text = mkOption {
    type = types.str;
    default = "a";
  };
in
{
  options = {
    fixed = text;
    freed = text;
    # Its first definition comes with the new version.
    shared = text;
    shared-otherwise = mkOption { type = types.lines; };
    unshared = mkOption { type = types.lines; };
    weakly = text;
    weakly-otherwise = text;
    still = text;
  };
  config = {
    freed = lib.mkForce "model";
    shared-otherwise = "one";
    unshared = "one";
    weakly-otherwise = lib.mkDefault "one";
    still = lib.mkDefault "one";
  };
}
