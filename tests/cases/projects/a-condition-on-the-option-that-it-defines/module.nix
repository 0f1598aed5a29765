{ config, lib, ... }:
{
  options.a = lib.mkEnableOption "a";
  config = lib.mkIf config.a { a = true; };
}
