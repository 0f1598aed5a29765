{ config, lib, ... }:
{
  imports = lib.optional config.a ./other.nix;
  options.a = lib.mkEnableOption "a";
}
