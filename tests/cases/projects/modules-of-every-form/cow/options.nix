{ lib, ... }:
{
  options.voice = lib.mkOption {
    type = lib.types.str;
    default = "moo";
  };
}
