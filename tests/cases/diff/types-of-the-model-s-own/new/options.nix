{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    mail = mkOption { type = lib.mkOptionType { name = "mail"; check = it: lib.isString it && lib.hasInfix "@" it; }; default = "a@b"; };
  };
}
