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
    fixed = lib.mkForce "model";
    shared = "model";
    shared-otherwise = "other";
    unshared = lib.mkDefault "one";
    weakly = lib.mkDefault "model";
    weakly-otherwise = lib.mkDefault "other";
    # The same as before.
    still = lib.mkDefault "one";
  };
}
