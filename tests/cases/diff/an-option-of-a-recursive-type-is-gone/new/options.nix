{ lib, ... }:
{
  options.name = lib.mkOption { type = lib.types.str; description = "Its name."; default = "a"; };
}
